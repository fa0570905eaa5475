using Xunit.Abstractions;
using Xunit.Sdk;

namespace LockValidator;

/// <summary>
/// What is found when the results of the tests are out: by a fixture's <c>Dispose</c>, by work that outlives its test, or that nothing was
/// observed. It becomes a failed test of its own, since runners only mention what xunit calls a clean-up failure.
/// </summary>
internal static class LateFailure
{
    /// <summary>Reports a failed test that stands around others.</summary>
    /// <param name="bus">Where to.</param>
    /// <param name="testCases">Those that it stands around: runners show it at the first. Where there are none, it is an error of the run.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="message">Its message.</param>
    public static void Queue(IMessageBus bus, IEnumerable<IXunitTestCase> testCases, string name, string message)
    {
        if (testCases.FirstOrDefault() is { } first)
        {
            Queue(bus, first, name, message);
        }
        else
        {
            bus.QueueMessage(new ErrorMessage([], LockFailure.Of($"{name}: {message}")));
        }
    }

    /// <summary>Reports a failed test.</summary>
    /// <param name="bus">Where to.</param>
    /// <param name="testCase">A test case for runners to show it at.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="message">Its message.</param>
    public static void Queue(IMessageBus bus, IXunitTestCase testCase, string name, string message)
    {
        var test = new XunitTest(testCase, name);
        bus.QueueMessage(new TestStarting(test));
        bus.QueueMessage(new TestFailed(test, 0, "", [typeof(LockAssertionException).FullName], [message], [""], [-1]));
        bus.QueueMessage(new TestFinished(test, 0, ""));
    }

    /// <summary>Counts it.</summary>
    /// <param name="summary">Of the part of the run that it stands in.</param>
    public static void Count(RunSummary summary)
    {
        summary.Total++;
        summary.Failed++;
    }
}
