namespace LockValidator.Tests;

/// <summary>Only who is to be noted asks twice: the second call costs the place in the lock's queue.</summary>
public sealed class PatienceTests
{
    private readonly LockMap _gate = new(new LockClass("gate"));
    private readonly LockMap _outer = new(new LockClass("outer"));

    [Theory]
    [InlineData(false, false, true, Timeout.Infinite, 0)]
    [InlineData(true, false, true, 20, Timeout.Infinite)]
    [InlineData(false, true, true, 20, Timeout.Infinite)]
    [InlineData(true, true, false, Timeout.Infinite, 0)]
    public void A_wait_is_split_where_something_else_is_held_or_stalls_are_looked_for(bool holds, bool stalls, bool isLookedAt, int first, int later)
    {
        using LockChecker checker = new(new LockCheckerOptions
        {
            DeadlockLimit = isLookedAt ? TimeSpan.FromSeconds(10) : null,
            StallLimit = stalls && isLookedAt ? TimeSpan.FromSeconds(10) : null,
        });
        using IDisposable current = new LockFlow(checker, "waiter").MakeCurrent();
        if (holds)
        {
            _outer.Acquire();
        }

        _gate.Acquire();
        Patience.Split(in _gate, LockMode.Exclusive, Timeout.Infinite).Should().Be((first, later));
        _gate.BeginWait().Should().Match<LockWait?>(wait => wait == null == (later == 0)).And.Subject.As<LockWait?>()?.End(acquired: true);

        _gate.Release();
        if (holds)
        {
            _outer.Release();
        }
    }
}
