using Xunit.Abstractions;
using Xunit.Sdk;

namespace LockValidator;

/// <summary>Runs the methods of a class; what its fixtures break is the class's.</summary>
internal sealed class LockTestClassRunner(
    LockTest around,
    ITestClass testClass,
    IReflectionTypeInfo type,
    IEnumerable<IXunitTestCase> testCases,
    IMessageSink diagnostics,
    IMessageBus messageBus,
    ITestCaseOrderer orderer,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellation,
    IDictionary<Type, object> collectionFixtures)
    : XunitTestClassRunner(testClass, type, testCases, diagnostics, messageBus, orderer, aggregator, cancellation, collectionFixtures)
{
    /// <summary>Whether what ran around the tests broke a rule after they had run.</summary>
    public bool HasLateFailure { get; private set; }

    protected override async Task AfterTestClassStartingAsync()
    {
        await base.AfterTestClassStartingAsync();
        if (around.TakeFindings() is { } failure)
        {
            Aggregator.Add(LockFailure.Of(failure));
        }
    }

    protected override async Task BeforeTestClassFinishedAsync()
    {
        await base.BeforeTestClassFinishedAsync();
        if (around.End() is { } failure)
        {
            HasLateFailure = true;
            LateFailure.Queue(MessageBus, TestCases, $"{Class.Name} (fixtures)", failure);
            MessageBus = new LateCountBus(MessageBus);
        }
    }

    protected override Task<RunSummary> RunTestMethodAsync(
        ITestMethod testMethod, IReflectionMethodInfo method, IEnumerable<IXunitTestCase> testCases, object[] constructorArguments) =>
        new LockTestMethodRunner(
            testMethod, Class, method, testCases, DiagnosticMessageSink, MessageBus, new ExceptionAggregator(Aggregator), CancellationTokenSource, constructorArguments)
            .RunAsync();
}
