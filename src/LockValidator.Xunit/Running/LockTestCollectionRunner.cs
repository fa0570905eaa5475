using Xunit.Abstractions;
using Xunit.Sdk;

namespace LockValidator;

/// <summary>Runs the classes of a collection; what its fixtures break is its own.</summary>
internal sealed class LockTestCollectionRunner(
    LockTest around,
    ITestCollection testCollection,
    IEnumerable<IXunitTestCase> testCases,
    IMessageSink diagnostics,
    IMessageBus messageBus,
    ITestCaseOrderer orderer,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellation)
    : XunitTestCollectionRunner(testCollection, testCases, diagnostics, messageBus, orderer, aggregator, cancellation)
{
    /// <summary>Whether what ran around the tests broke a rule after they had run.</summary>
    public bool HasLateFailure { get; private set; }

    protected override async Task AfterTestCollectionStartingAsync()
    {
        await base.AfterTestCollectionStartingAsync();
        if (around.TakeFindings() is { } failure)
        {
            Aggregator.Add(LockFailure.Of(failure));
        }
    }

    protected override async Task BeforeTestCollectionFinishedAsync()
    {
        await base.BeforeTestCollectionFinishedAsync();
        if (around.End() is { } failure)
        {
            HasLateFailure = true;
            LateFailure.Queue(MessageBus, TestCases, $"{TestCollection.DisplayName} (fixtures)", failure);
            MessageBus = new LateCountBus(MessageBus);
        }
    }

    protected override async Task<RunSummary> RunTestClassAsync(ITestClass testClass, IReflectionTypeInfo @class, IEnumerable<IXunitTestCase> testCases)
    {
        using LockTest aroundClass = LockTest.Begin(@class.Name, @class.Type);
        var runner = new LockTestClassRunner(
            aroundClass, testClass, @class, testCases, DiagnosticMessageSink, MessageBus, TestCaseOrderer, new ExceptionAggregator(Aggregator), CancellationTokenSource, CollectionFixtureMappings);
        RunSummary summary = await runner.RunAsync();
        if (runner.HasLateFailure)
        {
            LateFailure.Count(summary);
        }

        return summary;
    }
}
