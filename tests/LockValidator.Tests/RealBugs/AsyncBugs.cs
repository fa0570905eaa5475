namespace LockValidator.Tests.RealBugs;

/// <summary>
/// Async code: rabbitmq-dotnet-client #2038 (a handler awaits the semaphore under which it is called), neosmart/AsyncLock #13 (re-entry),
/// vs-threading #1313 (a reader-writer lock held over an await), quartznet #794 (a home-made lock taken again under another name).
/// </summary>
public sealed class AsyncBugs
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_recovery_handler_awaits_the_semaphore_under_which_it_is_called(bool affected)
    {
        using var run = new BugRun();
        var channel = new ValidatedSemaphore(1, "channel");

        run.On("recovery", async () =>
        {
            await channel.WaitAsync();
            if (!affected)
            {
                channel.Release();
            }

            await Task.Yield();
            await HandlerAsync();
            if (affected)
            {
                channel.Release();
            }
        });

        run.ShouldFindIf(affected, ViolationKind.Recursion, "channel");

        async Task HandlerAsync()
        {
            if (await channel.WaitAsync(TimeSpan.FromMilliseconds(1)))
            {
                channel.Release();
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_async_lock_is_taken_again_by_what_its_holder_calls(bool affected)
    {
        using var run = new BugRun();
        var gate = new ValidatedAsyncLock("gate");

        run.On("flow", async () =>
        {
            using (await gate.LockAsync())
            {
                await Task.Yield();
                if (affected)
                {
                    await InnerAsync();
                }
            }

            await InnerAsync();
        });

        run.ShouldFindIf(affected, ViolationKind.Recursion, "gate");

        async Task InnerAsync()
        {
            using var giveUp = new CancellationTokenSource();
            ValueTask<ValidatedAsyncLock.Releaser> taking = gate.LockAsync(giveUp.Token);
            await giveUp.CancelAsync();
            try
            {
                (await taking).Dispose();
            }
            catch (OperationCanceledException)
            {
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_reader_writer_lock_is_held_over_an_await(bool affected)
    {
        using var run = new BugRun();
        using var cache = new ValidatedReaderWriterLock("cache");

        // On a thread that ends with it: what stays held must not be met by whoever the pool gives the thread to.
        run.On("flow", () => Task.Factory.StartNew(async () =>
        {
            cache.EnterReadLock();
            if (!affected)
            {
                cache.ExitReadLock();
            }

            await Task.Delay(1);
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap());

        run.ShouldFindIf(affected, ViolationKind.InvalidWaitContext, "cache");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_home_made_lock_is_taken_again_under_another_requestor(bool affected)
    {
        using var run = new BugRun();
        var access = new LockMap(new LockClass("TRIGGER_ACCESS"));

        run.On("scheduler", () =>
        {
            access.Acquire();
            if (!affected)
            {
                access.Release();
            }

            // The lock itself counts owners by requestor: it would wait for ever. Only told here.
            access.Acquire();
            access.Release();
            if (affected)
            {
                access.Release();
            }
        });

        run.ShouldFindIf(affected, ViolationKind.Recursion, "TRIGGER_ACCESS");
    }
}
