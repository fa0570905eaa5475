using Xunit.Abstractions;
using Xunit.Sdk;

namespace LockValidator;

/// <summary>Runs the collections inside a run whose end says what was observed.</summary>
internal sealed class LockTestAssemblyRunner(
    ITestAssembly testAssembly, IEnumerable<IXunitTestCase> testCases, IMessageSink diagnostics, IMessageSink execution, ITestFrameworkExecutionOptions options)
    : XunitTestAssemblyRunner(testAssembly, testCases, diagnostics, execution, options)
{
    // How many collections run at a time: what the base class does in the method that is replaced here.
    private SemaphoreSlim? _turns;

    protected override void SetupSyncContext(int maxParallelThreads)
    {
        base.SetupSyncContext(maxParallelThreads);
        if (ExecutionOptions.ParallelAlgorithmOrDefault() == ParallelAlgorithm.Conservative && maxParallelThreads > 0)
        {
            _turns = new SemaphoreSlim(maxParallelThreads);
        }
    }

    protected override async Task<RunSummary> RunTestCollectionsAsync(IMessageBus messageBus, CancellationTokenSource cancellationTokenSource)
    {
        string name = TestAssembly.Assembly.Name.Split(',')[0];
        var file = new ObservedFile((TestAssembly.Assembly as IReflectionAssemblyInfo)?.Assembly.Location);
        using LockTestRun run = LockTestRun.Begin(name);
        RunSummary summary = await base.RunTestCollectionsAsync(messageBus, cancellationTokenSource);
        List<IXunitTestCase> cases = TestCases.ToList();
        bool isWhole = cases.Count > 0 && WholeRun.Is(TestAssembly, cases);
        string? failure = run.End(mustObserve: isWhole && MustObserve());
        string observed = string.Join(Environment.NewLine, [LockTestRun.Observed, .. LockTestRun.BaselineRemarks(isWhole)]);
        DiagnosticMessageSink.OnMessage(new DiagnosticMessage(observed));
        file.Write(observed);

        // Now, too: not every runner lets its host end by itself.
        LockGraphOutput.Write();
        if (failure is not null)
        {
            LateFailure.Queue(messageBus, cases, $"{name} (the run)", failure);
            LateFailure.Count(summary);
        }

        return summary;
    }

    protected override async Task<RunSummary> RunTestCollectionAsync(
        IMessageBus messageBus, ITestCollection testCollection, IEnumerable<IXunitTestCase> testCases, CancellationTokenSource cancellationTokenSource)
    {
        if (_turns is not null)
        {
            await _turns.WaitAsync(cancellationTokenSource.Token);
        }

        try
        {
            using LockTest around = LockTest.Begin(testCollection.DisplayName);
            var runner = new LockTestCollectionRunner(
                around, testCollection, testCases, DiagnosticMessageSink, messageBus, TestCaseOrderer, new ExceptionAggregator(Aggregator), cancellationTokenSource);
            RunSummary summary = await runner.RunAsync();
            if (runner.HasLateFailure)
            {
                LateFailure.Count(summary);
            }

            return summary;
        }
        finally
        {
            _turns?.Release();
        }
    }

    private bool MustObserve() => TestAssembly.Assembly.GetCustomAttributes(typeof(ValidateLocksAttribute)).FirstOrDefault()
        is not IReflectionAttributeInfo { Attribute: ValidateLocksAttribute { MustObserve: false } };
}
