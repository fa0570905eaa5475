namespace LockValidator.Tests.RealBugs;

/// <summary>LiteDB #2471 and its kin: a reader becomes a writer, a reader reads again, and a thread gives back what another took.</summary>
public sealed class ReaderWriterBugs
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_transaction_that_reads_goes_on_to_write(bool affected)
    {
        using var run = new BugRun();
        using var transactions = new ValidatedReaderWriterLock("transactions");

        run.On("transaction", () =>
        {
            transactions.EnterReadLock();
            if (!affected)
            {
                transactions.ExitReadLock();
            }

            Action write = () =>
            {
                transactions.EnterWriteLock();
                transactions.ExitWriteLock();
            };
            if (affected)
            {
                write.Should().Throw<LockRecursionException>();
                transactions.ExitReadLock();
            }
            else
            {
                write();
            }
        });

        run.ShouldFindIf(affected, ViolationKind.Recursion, "transactions");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_cursor_reads_while_its_thread_reads(bool affected)
    {
        using var run = new BugRun();
        using var transactions = new ValidatedReaderWriterLock("transactions");

        run.On("cursor", () =>
        {
            transactions.EnterReadLock();
            if (affected)
            {
                transactions.Invoking(gate => gate.EnterReadLock()).Should().Throw<LockRecursionException>();
            }

            transactions.ExitReadLock();
        });

        run.ShouldFindIf(affected, ViolationKind.Recursion, "transactions");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_transaction_ends_on_another_thread_than_it_began(bool affected)
    {
        using var run = new BugRun();
        using var transactions = new ValidatedReaderWriterLock("transactions");
        using var began = new ManualResetEventSlim();
        using var ended = new ManualResetEventSlim();
        var first = new Thread(() =>
        {
            transactions.EnterReadLock();
            began.Set();
            ended.Wait(RealThreads.Limit);
            transactions.ExitReadLock();
        })
        { IsBackground = true };
        first.Start();
        began.Wait(RealThreads.Limit).Should().BeTrue();

        run.On("finalizer", () =>
        {
            if (affected)
            {
                transactions.Invoking(gate => gate.ExitReadLock()).Should().Throw<SynchronizationLockException>();
            }
        });
        ended.Set();
        first.Join(RealThreads.Limit).Should().BeTrue();

        run.ShouldFindIf(affected, ViolationKind.UnbalancedRelease, "transactions");
    }
}
