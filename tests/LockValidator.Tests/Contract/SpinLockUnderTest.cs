namespace LockValidator.Tests;

public sealed class SpinLockUnderTest(LockClass type) : LockUnderTest
{
    private readonly ValidatedSpinLock _lock = new(type);

    public override bool IsReentrant => false;

    public override bool IsInterruptible => false;

    public override Type? RecursionException => typeof(LockRecursionException);

    public override object Compared => _lock;

    public override LockMap Map => _lock.Map;

    public override void Enter()
    {
        bool taken = false;
        _lock.Enter(ref taken);
    }

    public override void EnterNested(int subclass) => _lock.EnterNested(subclass);

    public override void EnterUnder(IValidatedLock under) => _lock.EnterNested(under);

    public override bool TryEnter(int milliseconds)
    {
        bool taken = false;
        _lock.TryEnter(milliseconds, ref taken);
        return taken;
    }

    public override void Exit() => _lock.Exit();
}
