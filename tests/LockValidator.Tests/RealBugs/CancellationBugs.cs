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

        run.ShouldFindIf(affected, ViolationKind.CircularWait, "Channel", "RetryCall", "call.Cancelled");
    }

    private static void Take(ValidatedLock gate)
    {
        using (gate.EnterScope())
        {
        }
    }
}
