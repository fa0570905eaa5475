namespace LockValidator.Tests.RealBugs;

/// <summary>Two locks of one library in two orders: StackExchange.Redis #2376, dotnet/runtime #98945, dotnet/reactive #400, log4net #279.</summary>
public sealed class OrderCycleBugs
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_message_that_fails_asks_its_queue_for_details_under_its_own_lock(bool affected)
    {
        using var run = new BugRun();
        ValidatedLock queue = new("Backlog"), message = new("Message");

        run.On("writer", () =>
        {
            using (queue.EnterScope())
            using (message.EnterScope())
            {
            }
        });
        run.On("timer", () =>
        {
            void BuildTimeoutException()
            {
                using (queue.EnterScope())
                {
                }
            }

            using (message.EnterScope())
            {
                if (affected)
                {
                    BuildTimeoutException();
                }
            }

            BuildTimeoutException();
        });

        run.ShouldFindIf(affected, ViolationKind.CircularDependency, "Backlog", "Message");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_connection_that_goes_away_tells_its_pool_under_its_own_lock(bool affected)
    {
        using var run = new BugRun();
        var pool = new ValidatedLock("HttpConnectionPool");
        var connection = new ValidatedLock("Http2Connection");

        run.On("clean up", () =>
        {
            using (pool.EnterScope())
            {
                using (connection.EnterScope())
                {
                }
            }
        });
        run.On("go away", () =>
        {
            using (connection.EnterScope())
            {
                if (affected)
                {
                    Invalidate();
                }
            }

            Invalidate();
        });

        run.ShouldFindIf(affected, ViolationKind.CircularDependency, "HttpConnectionPool", "Http2Connection");

        void Invalidate()
        {
            using (pool.EnterScope())
            {
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_scheduler_takes_the_gate_of_all_under_its_own(bool affected)
    {
        using var run = new BugRun();
        ValidatedLock all = new("LocalScheduler.s_gate"), own = new("LocalScheduler._gate");
        void Both(ValidatedLock first, ValidatedLock second)
        {
            using (first.EnterScope())
            using (second.EnterScope())
            {
            }
        }

        run.On("clock change", () => Both(all, own));
        run.On("schedule", () => Both(affected ? own : all, affected ? all : own));

        run.ShouldFindIf(affected, ViolationKind.CircularDependency, "LocalScheduler.s_gate", "LocalScheduler._gate");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_appender_rolls_its_file_under_a_mutex_inside_its_lock(bool affected)
    {
        using var run = new BugRun();
        var appender = new ValidatedLock("Appender");
        using var rolling = new ValidatedMutex(new LockClass("RollingMutex"));

        run.On("append", () =>
        {
            using (appender.EnterScope())
            {
                rolling.WaitOne();
                rolling.ReleaseMutex();
            }
        });
        run.On("roll", () =>
        {
            rolling.WaitOne();
            if (affected)
            {
                using (appender.EnterScope())
                {
                }
            }

            rolling.ReleaseMutex();
        });

        run.ShouldFindIf(affected, ViolationKind.CircularDependency, "Appender", "RollingMutex");
    }
}
