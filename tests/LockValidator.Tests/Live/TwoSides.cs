namespace LockValidator.Tests;

/// <summary>Taking and releasing some lock, however long it takes.</summary>
internal sealed record TwoSides(Action Enter, Action Exit)
{
    public static TwoSides Of(string kind, string name)
    {
        switch (kind)
        {
            case "monitor":
                var watched = new object();
                return new TwoSides(() => ValidatedMonitor.Enter(watched), () => ValidatedMonitor.Exit(watched));
            case "writer":
                var readerWriter = new ValidatedReaderWriterLock(name: name);
                return new TwoSides(readerWriter.EnterWriteLock, readerWriter.ExitWriteLock);
            case "mutex":
                var mutex = new ValidatedMutex();
                return new TwoSides(() => mutex.WaitOne(), mutex.ReleaseMutex);
            case "semaphore":
                var semaphore = new ValidatedSemaphore(1, 1, name);
                return new TwoSides(semaphore.Wait, () => semaphore.Release());
            case "async lock":
                var asyncLock = new ValidatedAsyncLock(name);
                ValidatedAsyncLock.Releaser releaser = default;
                return new TwoSides(() => releaser = asyncLock.Lock(), () => releaser.Dispose());
            case "timed lock":
                var timed = new ValidatedLock(name);
                return new TwoSides(() => timed.TryEnter(RealThreads.Limit).Should().BeTrue(), timed.Exit);
            default:
                var plain = new ValidatedLock(name);
                return new TwoSides(plain.Enter, plain.Exit);
        }
    }
}
