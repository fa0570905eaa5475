namespace LockValidator.Tests;

public sealed class MonitorLockUnderTest : LockUnderTest
{
    private readonly object _object = new();

    public MonitorLockUnderTest(LockClass type) => ValidatedMonitor.SetClass(_object, type);

    public override object Compared => _object;

    public override LockMap Map => ValidatedMonitor.MapOf(_object);

    public override void Enter() => ValidatedMonitor.Enter(_object);

    public override void EnterNested(int subclass) => ValidatedMonitor.EnterNested(_object, subclass);

    public override void EnterUnder(IValidatedLock under) => ValidatedMonitor.EnterNested(_object, under.Map);

    public override bool TryEnter(int milliseconds) => ValidatedMonitor.TryEnter(_object, milliseconds);

    public override void Exit() => ValidatedMonitor.Exit(_object);
}
