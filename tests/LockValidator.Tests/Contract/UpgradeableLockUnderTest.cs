namespace LockValidator.Tests;

public sealed class UpgradeableLockUnderTest(LockClass type) : LockUnderTest
{
    private readonly ValidatedReaderWriterLock _lock = new(type);

    public override bool IsReentrant => false;

    public override Type? RecursionException => typeof(LockRecursionException);

    public override object Compared => _lock;

    public override LockMap Map => _lock.Map;

    public override void Enter() => _lock.EnterUpgradeableReadLock();

    public override void EnterNested(int subclass) => _lock.EnterUpgradeableReadLockNested(subclass);

    public override void EnterUnder(IValidatedLock under) => _lock.EnterUpgradeableReadLockNested(under);

    public override bool TryEnter(int milliseconds) => _lock.TryEnterUpgradeableReadLock(milliseconds);

    public override void Exit() => _lock.ExitUpgradeableReadLock();
}
