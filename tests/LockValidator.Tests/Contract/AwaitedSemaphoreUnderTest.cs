namespace LockValidator.Tests;

public sealed class AwaitedSemaphoreUnderTest(LockClass type) : LockUnderTest
{
    private readonly ValidatedSemaphore _semaphore = new(type, 1);

    public override bool IsReentrant => false;

    public override bool IsThreadAffine => false;

    public override bool HasTrial => true;

    public override bool IsInterruptible => false;

    public override object Compared => _semaphore;

    public override LockMap Map => _semaphore.Map;

    public override void Enter() => _semaphore.WaitAsync().GetAwaiter().GetResult();

    public override bool Enter(CancellationToken token)
    {
        _semaphore.WaitAsync(token).GetAwaiter().GetResult();
        return true;
    }

    public override void EnterNested(int subclass) => _semaphore.WaitNestedAsync(subclass).GetAwaiter().GetResult();

    public override void EnterUnder(IValidatedLock under) => _semaphore.WaitNestedAsync(under).GetAwaiter().GetResult();

    public override bool TryEnter(int milliseconds) => _semaphore.WaitAsync(milliseconds).GetAwaiter().GetResult();

    public override void Exit() => _semaphore.Release();
}
