namespace LockValidator.Tests;

public sealed class SemaphoreUnderTest(LockClass type) : LockUnderTest
{
    private readonly ValidatedSemaphore _semaphore = new(type, 1);

    public override bool IsReentrant => false;

    public override bool IsThreadAffine => false;

    public override bool HasTrial => true;

    public override object Compared => _semaphore;

    public override LockMap Map => _semaphore.Map;

    public override void Enter() => _semaphore.Wait();

    public override bool Enter(CancellationToken token)
    {
        _semaphore.Wait(token);
        return true;
    }

    public override void EnterNested(int subclass) => _semaphore.WaitNested(subclass);

    public override void EnterUnder(IValidatedLock under) => _semaphore.WaitNested(under);

    public override bool TryEnter(int milliseconds) => _semaphore.Wait(milliseconds);

    public override void Exit() => _semaphore.Release();

    public override bool Dispose()
    {
        _semaphore.Dispose();
        return true;
    }
}
