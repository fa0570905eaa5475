using Xunit.Abstractions;
using Xunit.Sdk;

namespace LockValidator;

/// <summary>Runs the test cases of a method, each, of whatever kind it is, with its locks judged.</summary>
internal sealed class LockTestMethodRunner(
    ITestMethod testMethod,
    IReflectionTypeInfo type,
    IReflectionMethodInfo method,
    IEnumerable<IXunitTestCase> testCases,
    IMessageSink diagnostics,
    IMessageBus messageBus,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellation,
    object[] constructorArguments)
    : XunitTestMethodRunner(testMethod, type, method, testCases, diagnostics, messageBus, aggregator, cancellation, constructorArguments)
{
    // Private in the base class.
    private readonly IMessageSink _diagnostics = diagnostics;
    private readonly object[] _constructorArguments = constructorArguments;

    protected override async Task<RunSummary> RunTestCaseAsync(IXunitTestCase testCase)
    {
        using var bus = new JudgingMessageBus(MessageBus, testCase, Method.MethodInfo);
        RunSummary summary = await testCase.RunAsync(_diagnostics, bus, _constructorArguments, new ExceptionAggregator(Aggregator), CancellationTokenSource);
        bus.End();
        summary.Failed += bus.FailedByLocks;
        summary.Total += bus.LateFailures;
        return summary;
    }
}
