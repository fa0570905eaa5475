namespace LockValidator.Tests;

public sealed class AsyncLockUnderTest(LockClass type) : LockUnderTest
{
    private readonly ValidatedAsyncLock _lock = new(type);
    private ValidatedAsyncLock.Releaser _releaser;

    public override bool IsReentrant => false;

    public override bool IsThreadAffine => false;

    public override bool HasTimeouts => false;

    public override bool IsInterruptible => false;

    public override object Compared => _lock;

    public override LockMap Map => _lock.Map;

    public override void Enter() => _releaser = _lock.LockAsync().AsTask().GetAwaiter().GetResult();

    public override bool Enter(CancellationToken token)
    {
        _releaser = _lock.LockAsync(token).AsTask().GetAwaiter().GetResult();
        return true;
    }

    public override void EnterNested(int subclass) => _releaser = _lock.LockNestedAsync(subclass).AsTask().GetAwaiter().GetResult();

    public override void EnterUnder(IValidatedLock under) => _releaser = _lock.LockNestedAsync(under).AsTask().GetAwaiter().GetResult();

    public override bool TryEnter(int milliseconds)
    {
        if (!_lock.TryLock(out ValidatedAsyncLock.Releaser releaser))
        {
            return false;
        }

        _releaser = releaser;
        return true;
    }

    public override void Exit() => _releaser.Dispose();
}
