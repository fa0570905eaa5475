namespace LockValidator.Testing.Tests;

public sealed class ConfirmationTests
{
    private readonly ValidatedLock _a = new("A");
    private readonly ValidatedLock _b = new("B");
    private readonly ValidatedLock _gate = new("gate");

    [Fact(Timeout = 60_000)]
    public async Task A_real_inversion_is_confirmed()
    {
        await Task.Yield();
        Violation finding = Find(() => Take(_a, _b), () => Take(_b, _a));

        ConfirmationResult result = finding.Confirm(() => Take(_a, _b), () => Take(_b, _a));

        result.Outcome.Should().Be(ConfirmationOutcome.Confirmed);
        result.ToString().Should().Be("deadlocks for real: 1 holds A and waits for B, which 2 holds; 2 holds B and waits for A, which 1 holds");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_gate_keeps_the_pieces_apart()
    {
        await Task.Yield();
        Violation finding = Find(() => Take(_a, _b), () => Take(_b, _a));

        ConfirmationResult result = finding.Confirm(() => Take(_gate, _a, _b), () => Take(_gate, _b, _a));

        result.Outcome.Should().Be(ConfirmationOutcome.NotConfirmed);
        result.ToString().Should().Be("did not deadlock: 2 holds nothing and waits for gate, which 1 holds; so the pieces do not meet");
    }

    [Fact(Timeout = 60_000)]
    public async Task Other_instances_of_the_classes_do_not_meet()
    {
        await Task.Yield();
        (ValidatedLock a, ValidatedLock b) one = Make(), two = Make();
        Violation finding = Find(() => Take(one.a, one.b), () => Take(two.b, two.a));

        ConfirmationResult result = finding.Confirm(() => Take(one.a, one.b), () => Take(two.b, two.a));
        result.Outcome.Should().Be(ConfirmationOutcome.NotConfirmed);
        result.ToString().Should().Be("did not deadlock: the pieces hold different locks of these classes: 1 holds left and waits for right; 2 holds right and waits for left, which nobody holds");

        finding.Confirm(() => Take(one.a, one.b), () => Take(one.b, one.a)).Outcome.Should().Be(ConfirmationOutcome.Confirmed, "the same instances do");

        static (ValidatedLock, ValidatedLock) Make() => (new("left"), new("right"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Code_that_was_put_in_one_order_is_not_confirmed()
    {
        await Task.Yield();
        Violation finding = Find(() => Take(_a, _b), () => Take(_b, _a));

        finding.Confirm(() => Take(_a, _b), () => Take(_a, _b)).Outcome.Should().Be(ConfirmationOutcome.NotConfirmed);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_wait_with_a_time_limit_does_not_deadlock_for_real()
    {
        await Task.Yield();
        Violation finding = Find(() => Take(_a, _b), () => Take(_b, _a));

        ConfirmationResult result = finding.Confirm(TakeOrGiveUp, () => Take(_b, _a));

        result.Outcome.Should().Be(ConfirmationOutcome.NotConfirmed);
        result.ToString().Should().Be(
            "did not deadlock: 1 holds A and waits for B, which 2 holds; 2 holds B and waits for A, which 1 holds; but 1 waits for B only for a time of its own, and gives up");

        void TakeOrGiveUp()
        {
            using (_a.EnterScope())
            {
                if (_b.TryEnter(20))
                {
                    _b.Exit();
                }
            }
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Pieces_that_take_other_locks_are_told_which_by_the_names_of_the_report()
    {
        await Task.Yield();
        Violation finding = Find(() => Take(_a, _b), () => Take(_b, _a));

        finding.Confirm(() => Take(_gate), () => throw new InvalidOperationException("own")).ToString().Should()
            .Be("did not deadlock: no piece came to take a second of B, A while it held a first; 2 failed with InvalidOperationException: own");
    }

    [Fact(Timeout = 60_000)]
    public async Task What_cannot_be_brought_to_its_locks_times_out()
    {
        await Task.Yield();
        Violation finding = Find(() => Take(_a, _b), () => Take(_b, _a));
        using var never = new ManualResetEventSlim();

        ConfirmationResult result = finding.Confirm(TimeSpan.FromMilliseconds(200), [() => Done(() => Take(_a, _b)), () => Done(never.Wait)]);

        result.Outcome.Should().Be(ConfirmationOutcome.TimedOut);
    }

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private static Violation Find(params Action[] pieces)
    {
        using LockScope scope = LockScope.Begin(ownGraph: true);
        foreach (Action piece in pieces)
        {
            piece();
        }

        return scope.Violations.Should().ContainSingle().Subject;
    }

    private static void Take(params ValidatedLock[] locks)
    {
        foreach (ValidatedLock each in locks)
        {
            each.Enter();
        }

        foreach (ValidatedLock each in locks.Reverse())
        {
            each.Exit();
        }
    }
}
