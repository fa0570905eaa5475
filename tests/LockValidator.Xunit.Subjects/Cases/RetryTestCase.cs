using Xunit.Abstractions;
using Xunit.Sdk;

namespace LockValidator.Xunit.Subjects.Cases;

/// <summary>Keeps the messages of an attempt back until it is known to be the last.</summary>
public sealed class RetryTestCase : XunitTestCase
{
    [Obsolete("For deserialization.", error: true)]
    public RetryTestCase()
    {
    }

    public RetryTestCase(IMessageSink diagnostics, ITestMethod testMethod)
        : base(diagnostics, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, testMethod)
    {
    }

    public override async Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink, IMessageBus messageBus, object[] constructorArguments, ExceptionAggregator aggregator, CancellationTokenSource cancellationTokenSource)
    {
        for (int attempt = 1; ; attempt++)
        {
            using var kept = new KeepingBus();
            RunSummary summary = await base.RunAsync(diagnosticMessageSink, kept, constructorArguments, aggregator, cancellationTokenSource);
            if (summary.Failed == 0 || attempt == 3)
            {
                kept.Messages.ForEach(message => messageBus.QueueMessage(message));
                return summary;
            }
        }
    }

    private sealed class KeepingBus : IMessageBus
    {
        public List<IMessageSinkMessage> Messages { get; } = [];

        public bool QueueMessage(IMessageSinkMessage message)
        {
            Messages.Add(message);
            return true;
        }

        public void Dispose()
        {
        }
    }
}
