namespace LockValidator.Tests.RealBugs;

/// <summary>
/// A registration disposed under the lock that its callback takes: corefx #32262, RateLimiting PR #90285, grpc-dotnet #2119 and #2206,
/// grpc #14777, reactive #1141, WinHttpWebSocket #7198.
/// </summary>
public sealed class CancellationBugs
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Disposing_waits_for_a_callback_that_takes_the_lock(bool affected)
    {
        using var run = new BugRun();
        var pool = new ValidatedLock("pool");
        using var cancellation = new CancellationTokenSource();
        ValidatedRegistration registration = ValidatedRegistration.Register(cancellation.Token, () => Take(pool), "waiter.Cancel");

        run.On("canceller", cancellation.Cancel);
        run.On("user", () =>
        {
            var scope = pool.EnterScope();
            if (!affected)
            {
                scope.Dispose();
            }

            registration.Dispose();
            scope.Dispose();
        });

        run.ShouldFindIf(affected, ViolationKind.CircularWait, "pool", "waiter.Cancel");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cancelling_runs_the_callbacks_inside_the_lock(bool affected)
    {
        using var run = new BugRun();
        ValidatedLock call = new("RetryCall"), channel = new("Channel");
        using var cancellation = new CancellationTokenSource();
        using ValidatedRegistration registration = ValidatedRegistration.Register(cancellation.Token, () => Take(channel), "call.Cancelled");

        run.On("channel shuts down", () =>
        {
            using (channel.EnterScope())
            {
                Take(call);
            }
        });
        run.On("call is retried", () =>
        {
            var scope = call.EnterScope();
            if (!affected)
            {
                scope.Dispose();
            }

            cancellation.Cancel();
            scope.Dispose();
        });

        run.ShouldFindIf(affected, ViolationKind.CircularDependency, "Channel", "RetryCall");
    }

    /// <summary>The canceller runs the callback itself: what it holds it can take again, and nobody waits.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cancelling_under_the_lock_that_the_callback_takes_is_safe_until_somebody_disposes_under_it(bool affected)
    {
        using var run = new BugRun();
        var pool = new ValidatedLock("pool");
        using CancellationTokenSource first = new(), second = new();
        ValidatedRegistration Registered(CancellationToken token) => ValidatedRegistration.Register(token, () => Take(pool), "waiter.Cancel");
        using ValidatedRegistration one = Registered(first.Token), two = Registered(second.Token);

        run.On("canceller under the lock", () =>
        {
            using (pool.EnterScope())
            {
                first.Cancel();
            }
        });
        run.On("canceller", second.Cancel);
        run.On("user", () =>
        {
            var scope = pool.EnterScope();
            if (!affected)
            {
                scope.Dispose();
            }

            two.Dispose();
            scope.Dispose();
        });

        run.ShouldFindIf(affected, ViolationKind.CircularWait, "pool", "waiter.Cancel");
    }

    private static void Take(ValidatedLock gate)
    {
        using (gate.EnterScope())
        {
        }
    }
}
