using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LockValidator;

/// <summary>
/// Stands between one test case and its runner: when a test's result comes by, its locks are judged, and a pass becomes a failure. Since
/// only messages are looked at, test cases of any kind are judged: rows of theories, retries, those of other extensions.
/// </summary>
/// <remarks>
/// Used by one test case, whose tests run one after another. The judgement begins when the bus is made, before the test's class is; it
/// follows the flow, as xunit calls a bus on the flow that runs the test.
/// </remarks>
internal sealed class JudgingMessageBus : IMessageBus
{
    private readonly IMessageBus _inner;
    private readonly IXunitTestCase _testCase;
    private readonly MethodInfo _method;
    private LockTest _test;
    private bool _isJudged;

    // Kept until the test case is really over: it says how many failed.
    private ITestCaseFinished? _finished;

    public JudgingMessageBus(IMessageBus inner, IXunitTestCase testCase, MethodInfo method)
    {
        _inner = inner;
        _testCase = testCase;
        _method = method;
        _test = LockTest.Begin(NameOf(testCase, testCase.DisplayName), method);
    }

    /// <summary>How many tests failed for their locks alone, late failures included.</summary>
    public int FailedByLocks { get; private set; }

    /// <summary>How many failures there are that are results of their own.</summary>
    public int LateFailures { get; private set; }

    public bool QueueMessage(IMessageSinkMessage message)
    {
        if (message is ITestCaseFinished finished)
        {
            _finished = finished;
            return true;
        }

        return _inner.QueueMessage(message switch
        {
            ITestStarting starting => Begin(starting),
            ITestPassed passed => Judge(passed),
            ITestFailed failed => Judge(failed),
            ITestSkipped skipped => Skip(skipped),
            _ => message,
        });
    }

    /// <summary>The test case is over: what came after its last result is a failure of its own.</summary>
    public void End()
    {
        if (LateMessage() is { } failure)
        {
            FailedByLocks++;
            LateFailures++;
            LateFailure.Queue(_inner, _testCase, $"{_testCase.DisplayName} (after its end)", failure);
        }

        if (_finished is { } finished)
        {
            _inner.QueueMessage(new TestCaseFinished(
                finished.TestCase, finished.ExecutionTime, finished.TestsRun + LateFailures, finished.TestsFailed + FailedByLocks, finished.TestsSkipped));
        }
    }

    public void Dispose() => _test.Dispose();

    /// <summary>Tests of several classes may be shown alike, by names that they were given or where a runner shows the method alone; reports tell them apart.</summary>
    private static string NameOf(IXunitTestCase testCase, string shown)
    {
        string method = testCase.TestMethod.Method.Name;
        string type = testCase.TestMethod.TestClass.Class.Name;
        return shown.StartsWith($"{type}.", StringComparison.Ordinal) ? shown
            : shown.StartsWith(method, StringComparison.Ordinal) ? $"{type}.{shown}"
            : $"{type}.{method} ({shown})";
    }

    private ITestStarting Begin(ITestStarting starting)
    {
        // A bus that keeps messages back sends this one after the test: then what is begun already has seen it.
        bool isAnother = _isJudged || (_test.Violations.Count == 0 && starting.Test.DisplayName != _testCase.DisplayName);
        if (isAnother)
        {
            _test.Dispose();
            _test = LockTest.Begin(NameOf(_testCase, starting.Test.DisplayName), _method);
            _isJudged = false;
        }

        return starting;
    }

    private IMessageSinkMessage Judge(ITestPassed passed)
    {
        if (Failure() is not { } failure)
        {
            return passed;
        }

        FailedByLocks++;
        return new TestFailed(passed.Test, passed.ExecutionTime, passed.Output, [typeof(LockAssertionException).FullName], [failure], [""], [-1]);
    }

    /// <summary>A test that failed anyway tells of its locks as well.</summary>
    private IMessageSinkMessage Judge(ITestFailed failed) => Failure() is not { } failure
        ? failed
        : new TestFailed(
            failed.Test,
            failed.ExecutionTime,
            failed.Output,
            [.. failed.ExceptionTypes, typeof(LockAssertionException).FullName],
            [.. failed.Messages, failure],
            [.. failed.StackTraces, ""],
            [.. failed.ExceptionParentIndices, 0]);

    private ITestSkipped Skip(ITestSkipped skipped)
    {
        _isJudged = true;
        return skipped;
    }

    private string? Failure()
    {
        _isJudged = true;
        return _test.End() is { } message ? TestParts.Describe(_method.ReflectedType ?? _method.DeclaringType!, _test.Violations) + message : null;
    }

    private string? LateMessage()
    {
        if (_isJudged)
        {
            return _test.TakeFindings();
        }

        if (_test.Violations.Count > 0)
        {
            return _test.End();
        }

        // It never came to run: nothing can be missing.
        _test.Dispose();
        return null;
    }
}
