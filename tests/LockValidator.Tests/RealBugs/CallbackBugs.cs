namespace LockValidator.Tests.RealBugs;

/// <summary>User code called under a lock: NLog #1203, Polly 7's circuit breaker, DynamicData #1041.</summary>
public sealed class CallbackBugs
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_target_that_writes_uses_the_factory_which_reconfigures_targets(bool affected)
    {
        using var run = new BugRun();
        ValidatedLock target = new("Target.SyncRoot"), factory = new("LogFactory");

        run.On("write", () =>
        {
            using (target.EnterScope())
            using (factory.EnterScope())
            {
            }
        });
        run.On("reconfigure", () =>
        {
            var scope = factory.EnterScope();
            if (!affected)
            {
                scope.Dispose();
            }

            using (target.EnterScope())
            {
            }

            scope.Dispose();
        });

        run.ShouldFindIf(affected, ViolationKind.CircularDependency, "Target.SyncRoot", "LogFactory");
    }

    /// <summary>The shape of the Polly project: the breaker's lock is taken by a timed try only, which is an acquisition all the same.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_breaker_calls_its_user_under_a_lock_that_is_only_tried_with_a_time_out(bool affected)
    {
        using var run = new BugRun();
        ValidatedLock breaker = new("CircuitBreaker"), app = new("app");

        run.On("tripper", () =>
        {
            void OnBreak()
            {
                using (app.EnterScope())
                {
                }
            }

            breaker.TryEnter(s_patience).Should().BeTrue();
            if (affected)
            {
                OnBreak();
            }

            breaker.Exit();
            OnBreak();
        });
        run.On("monitor", () =>
        {
            using (app.EnterScope())
            {
                breaker.TryEnter(s_patience).Should().BeTrue();
                breaker.Exit();
            }
        });

        run.ShouldFindIf(affected, ViolationKind.CircularDependency, "CircuitBreaker", "app");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_caches_that_feed_each_other_are_two_locks_of_one_class(bool affected)
    {
        using var run = new BugRun();
        var type = new LockClass("SourceCache");
        ValidatedLock a = new(type), b = new(type);
        void Notify(ValidatedLock from, ValidatedLock to)
        {
            var scope = from.EnterScope();
            if (!affected)
            {
                // The fixed form drains a queue with nothing held.
                scope.Dispose();
            }

            using (to.EnterScope())
            {
            }

            scope.Dispose();
        }

        run.On("a changes", () => Notify(a, b));
        run.On("b changes", () => Notify(b, a));

        run.ShouldFindSameClassIf(affected, "SourceCache");
    }
}
