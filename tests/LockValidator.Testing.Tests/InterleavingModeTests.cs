namespace LockValidator.Testing.Tests;

/// <summary>Pieces that read, write, upgrade and downgrade.</summary>
public sealed class InterleavingModeTests
{
    private readonly ValidatedLock _a = new("A");

    [Fact(Timeout = 60_000)]
    public async Task Who_gives_up_the_upgradeable_hold_and_keeps_the_read_hold_lets_another_upgradeable_reader_in()
    {
        await Task.Yield();
        using var lockable = new ValidatedReaderWriterLock("lock");

        InterleavingResult result = Interleaving.Run("1 1 2 1", () => Downgrade(lockable, _a), () => ReadUpgradeably(lockable));

        result.Outcome.Should().Be(InterleavingOutcome.Completed);
        result.Taken.Should().Equal("1:lock", "1:lock", "2:lock", "1:A");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_lock_that_is_upgraded_does_not_wait_for_itself()
    {
        await Task.Yield();
        var lockable = new ValidatedReaderWriterLock("RW");

        InterleavingResult result = Interleaving.Run("1 2 2 1", () => Upgrade(lockable, _a), () => Read(_a, lockable));

        result.Outcome.Should().Be(InterleavingOutcome.Completed);
        result.Taken.Should().Equal("1:RW", "2:A", "2:RW", "1:RW", "1:A");
    }

    private static void Upgrade(ValidatedReaderWriterLock lockable, ValidatedLock inner)
    {
        lockable.EnterUpgradeableReadLock();
        lockable.EnterWriteLock();
        using (inner.EnterScope())
        {
        }

        lockable.ExitWriteLock();
        lockable.ExitUpgradeableReadLock();
    }

    private static void Read(ValidatedLock outer, ValidatedReaderWriterLock lockable)
    {
        using (outer.EnterScope())
        {
            lockable.EnterReadLock();
            lockable.ExitReadLock();
        }
    }

    private static void Downgrade(ValidatedReaderWriterLock lockable, ValidatedLock inner)
    {
        lockable.EnterUpgradeableReadLock();
        lockable.EnterReadLock();
        lockable.ExitUpgradeableReadLock();
        using (inner.EnterScope())
        {
        }

        lockable.ExitReadLock();
    }

    private static void ReadUpgradeably(ValidatedReaderWriterLock lockable)
    {
        lockable.EnterUpgradeableReadLock();
        lockable.ExitUpgradeableReadLock();
    }
}
