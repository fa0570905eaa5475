namespace LockValidator.Tests;

public sealed class ValidatedLockContract : LockContract
{
    protected override LockUnderTest Make(LockClass type) => new PlainLock(type);
}

public sealed class MonitorContract : LockContract
{
    protected override LockUnderTest Make(LockClass type) => new MonitorLockUnderTest(type);
}

public sealed class SpinLockContract : LockContract
{
    protected override LockKind Kind => LockKind.RawSpin;

    protected override LockUnderTest Make(LockClass type) => new SpinLockUnderTest(type);
}

public sealed class WriteLockContract : LockContract
{
    protected override LockUnderTest Make(LockClass type) => new WriteLockUnderTest(type, LockRecursionPolicy.NoRecursion);
}

public sealed class RecursiveWriteLockContract : LockContract
{
    protected override LockUnderTest Make(LockClass type) => new WriteLockUnderTest(type, LockRecursionPolicy.SupportsRecursion);
}

public sealed class UpgradeableLockContract : LockContract
{
    protected override LockUnderTest Make(LockClass type) => new UpgradeableLockUnderTest(type);
}

public sealed class MutexContract : LockContract
{
    protected override LockUnderTest Make(LockClass type) => new MutexUnderTest(type);
}

public sealed class SemaphoreContract : LockContract
{
    protected override LockKind Kind => LockKind.Async;

    protected override LockUnderTest Make(LockClass type) => new SemaphoreUnderTest(type);
}

public sealed class AwaitedSemaphoreContract : LockContract
{
    protected override LockKind Kind => LockKind.Async;

    protected override LockUnderTest Make(LockClass type) => new AwaitedSemaphoreUnderTest(type);
}

public sealed class AsyncLockContract : LockContract
{
    protected override LockKind Kind => LockKind.Async;

    protected override LockUnderTest Make(LockClass type) => new AsyncLockUnderTest(type);
}
