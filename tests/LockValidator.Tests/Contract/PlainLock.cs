namespace LockValidator.Tests;

public sealed class PlainLock(LockClass type) : LockUnderTest
{
    private readonly ValidatedLock _lock = new(type);

    public override object Compared => _lock;

    public override LockMap Map => _lock.Map;

    public override void Enter() => _lock.Enter();

    public override void EnterNested(int subclass) => _lock.EnterNested(subclass);

    public override void EnterUnder(IValidatedLock under) => _lock.EnterNested(under);

    public override bool TryEnter(int milliseconds) => _lock.TryEnter(milliseconds);

    public override void Exit() => _lock.Exit();
}
