using Xunit.Abstractions;
using Xunit.Sdk;

namespace LockValidator;

/// <summary>Counts a late failure in the message that ends a class or a collection, which xunit makes from what ran before.</summary>
internal sealed class LateCountBus(IMessageBus inner) : IMessageBus
{
    public bool QueueMessage(IMessageSinkMessage message) => inner.QueueMessage(message switch
    {
        ITestClassFinished ended => new TestClassFinished(
            ended.TestCases, ended.TestClass, ended.ExecutionTime, ended.TestsRun + 1, ended.TestsFailed + 1, ended.TestsSkipped),
        ITestCollectionFinished ended => new TestCollectionFinished(
            ended.TestCases, ended.TestCollection, ended.ExecutionTime, ended.TestsRun + 1, ended.TestsFailed + 1, ended.TestsSkipped),
        _ => message,
    });

    /// <summary>The bus within belongs to others.</summary>
    public void Dispose()
    {
    }
}
