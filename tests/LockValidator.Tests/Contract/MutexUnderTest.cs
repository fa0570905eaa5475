namespace LockValidator.Tests;

public sealed class MutexUnderTest(LockClass type) : LockUnderTest
{
    private readonly ValidatedMutex _mutex = new(type);

    public override bool IsAlwaysAWait => true;

    public override Type ReleaseException => typeof(ApplicationException);

    public override object Compared => _mutex;

    public override LockMap Map => _mutex.Map;

    public override void Enter() => _mutex.WaitOne();

    public override void EnterNested(int subclass) => _mutex.WaitOneNested(subclass);

    public override void EnterUnder(IValidatedLock under) => _mutex.WaitOneNested(under);

    public override bool TryEnter(int milliseconds) => _mutex.WaitOne(milliseconds);

    public override void Exit() => _mutex.ReleaseMutex();
}
