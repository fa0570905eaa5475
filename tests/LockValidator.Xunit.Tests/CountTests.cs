using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LockValidator.Xunit.Tests;

/// <summary>The messages that end a case, a class, a collection and the run count what was reported, late failures included.</summary>
public sealed class CountTests
{
    [Theory]
    [InlineData("FixtureTests", 2, 1)]
    [InlineData("LateTests", 2, 1)]
    [InlineData("ScopeTests", 3, 1)]
    [InlineData("InConstructor", 1, 1)]
    public async Task Ends_count_what_was_reported(string type, int total, int failed)
    {
        Sink run = await Run("Cases", type);

        run.Of<ITestResultMessage>().Should().HaveCount(total);
        run.Of<ITestFailed>().Should().HaveCount(failed);
        Counts(run.Of<ITestClassFinished>().Should().ContainSingle().Subject).Should().Be((total, failed));
        Counts(run.Of<ITestCollectionFinished>().Should().ContainSingle().Subject).Should().Be((total, failed));
        Counts(run.Of<ITestAssemblyFinished>().Should().ContainSingle().Subject).Should().Be((total, failed));
    }

    [Fact]
    public async Task A_run_without_tests_passes()
    {
        Sink run = await Run("Cases", "there is none");

        run.Of<ITestAssemblyFinished>().Should().ContainSingle().Which.TestsRun.Should().Be(0);
        run.Of<IErrorMessage>().Should().BeEmpty();
    }

    private static (int Run, int Failed) Counts(IFinishedMessage message) => (message.TestsRun, message.TestsFailed);

    private static async Task<Sink> Run(string space, string type)
    {
        Assembly subjects = typeof(Subjects.Pair).Assembly;
        var nowhere = new NullMessageSink();
        using var framework = new LockTestFramework(nowhere);
        using ITestFrameworkDiscoverer discoverer = framework.GetDiscoverer(Reflector.Wrap(subjects));
        using var found = new Sink();
        discoverer.Find(false, found, new Options());
        await found.Ended;
        ITestCase[] cases = found.Of<ITestCaseDiscoveryMessage>()
            .Select(static each => each.TestCase)
            .Where(each => each.TestMethod.TestClass.Class.Name.Contains(space, StringComparison.Ordinal) && each.TestMethod.TestClass.Class.Name.EndsWith(type, StringComparison.Ordinal))
            .ToArray();
        using ITestFrameworkExecutor executor = framework.GetExecutor(subjects.GetName());
        using var sink = new Sink();
        executor.RunTests(cases, sink, new Options());
        await sink.Ended;
        return sink;
    }

    private sealed class Options : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        private readonly Dictionary<string, object?> _values = [];

        public TValue GetValue<TValue>(string name) => _values.TryGetValue(name, out object? value) ? (TValue)value! : default!;

        public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
    }

    private sealed class Sink : LongLivedMarshalByRefObject, IMessageSink, IDisposable
    {
        private readonly List<IMessageSinkMessage> _messages = [];
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended => _ended.Task.WaitAsync(TimeSpan.FromMinutes(1));

        public List<T> Of<T>()
        {
            lock (_messages)
            {
                return _messages.OfType<T>().ToList();
            }
        }

        public bool OnMessage(IMessageSinkMessage message)
        {
            lock (_messages)
            {
                _messages.Add(message);
            }

            if (message is ITestAssemblyFinished or IDiscoveryCompleteMessage)
            {
                _ended.TrySetResult();
            }

            return true;
        }

        public void Dispose()
        {
        }
    }
}
