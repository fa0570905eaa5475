namespace LockValidator.Tests;

public sealed class WriteLockUnderTest(LockClass type, LockRecursionPolicy policy) : LockUnderTest
{
    private readonly ValidatedReaderWriterLock _lock = new(type, policy);

    public override bool IsReentrant => policy == LockRecursionPolicy.SupportsRecursion;

    public override Type? RecursionException => typeof(LockRecursionException);

    public override object Compared => _lock;

    public override LockMap Map => _lock.Map;

    public override void Enter() => _lock.EnterWriteLock();

    public override void EnterNested(int subclass) => _lock.EnterWriteLockNested(subclass);

    public override void EnterUnder(IValidatedLock under) => _lock.EnterWriteLockNested(under);

    public override bool TryEnter(int milliseconds) => _lock.TryEnterWriteLock(milliseconds);

    public override void Exit() => _lock.ExitWriteLock();

    public override bool Dispose()
    {
        _lock.Dispose();
        return true;
    }
}
