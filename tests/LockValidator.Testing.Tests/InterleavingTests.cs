namespace LockValidator.Testing.Tests;

public sealed class InterleavingTests
{
    private readonly ValidatedLock _a = new("A");
    private readonly ValidatedLock _b = new("B");
    private readonly ValidatedLock _gate = new("gate");

    [Fact(Timeout = 60_000)]
    public async Task Two_orders_deadlock_each_time_and_nothing_hangs()
    {
        await Task.Yield();
        for (int i = 0; i < 20; i++)
        {
            InterleavingResult result = Interleaving.Run("1 2 1 2", () => Take(_a, _b), () => Take(_b, _a));

            result.Outcome.Should().Be(InterleavingOutcome.Deadlocked);
            result.Explanation.Should().Be("1 holds A and waits for B, which 2 holds; 2 holds B and waits for A, which 1 holds");
            result.Taken.Should().Equal("1:A", "2:B");
            result.Failures.Should().BeEmpty();
            result.Violations.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.CircularDependency);
            result.Invoking(static each => each.ThrowIfDeadlocked()).Should().Throw<LockAssertionException>().WithMessage("Deadlocked: 1 holds A*taken in this order: 1:A 2:B");
        }

        _a.TryEnter().Should().BeTrue("what gave up has released");
        _a.Exit();
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_piece_still_holds_when_it_is_made_to_end_is_no_finding_of_the_run()
    {
        await Task.Yield();
        ValidatedLock left = new($"left {Guid.NewGuid()}"), right = new($"right {Guid.NewGuid()}");
        for (int i = 0; i < 5; i++)
        {
            Interleaving.Run("1 2 1 2", () => TakeWithoutUsing(left, right), () => TakeWithoutUsing(right, left)).Outcome.Should().Be(InterleavingOutcome.Deadlocked);
            (left, right) = (new(left.Map.Class!.Name), new(right.Map.Class!.Name));
        }

        // A thread's flow is ended when the thread is collected.
        for (int i = 0; i < 5; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        LockChecker.Default.Violations.Should().NotContain(finding => finding.Held.Any(use => use.Class.Name == left.Map.Class!.Name || use.Class.Name == right.Map.Class!.Name));
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_order_of_the_same_code_completes()
    {
        await Task.Yield();
        InterleavingResult result = Interleaving.Run("1 1 2 2", () => Take(_a, _b), () => Take(_b, _a));

        result.Outcome.Should().Be(InterleavingOutcome.Completed);
        result.Taken.Should().Equal("1:A", "1:B", "2:B", "2:A");
        result.ThrowIfDeadlocked();
    }

    [Fact(Timeout = 60_000)]
    public async Task One_order_makes_the_interleaving_impossible()
    {
        await Task.Yield();
        InterleavingResult result = Interleaving.Run("1 2 1 2", () => Take(_a, _b), () => Take(_a, _b));

        result.Outcome.Should().Be(InterleavingOutcome.Impossible);
        result.Explanation.Should().Be("at step 2 of the schedule 2 holds nothing and waits for A, which 1 holds");
        result.Taken.Should().Equal("1:A", "1:B", "2:A", "2:B");
        result.ThrowIfDeadlocked();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_schedule_can_name_locks()
    {
        await Task.Yield();
        InterleavingResult result = Interleaving.Run("2:B 1:A", () => Take(_gate, _a), () => Take(_a, _b));

        result.Outcome.Should().Be(InterleavingOutcome.Completed);
        result.Taken.Should().Equal("2:A", "2:B", "1:gate", "1:A");
    }

    [Fact(Timeout = 60_000)]
    public async Task Three_pieces_close_a_circle()
    {
        await Task.Yield();
        InterleavingResult result = Interleaving.Run("1 2 3", () => Take(_a, _b), () => Take(_b, _gate), () => Take(_gate, _a));

        result.Outcome.Should().Be(InterleavingOutcome.Deadlocked);
        result.Taken.Should().Equal("1:A", "2:B", "3:gate");
    }

    [Fact(Timeout = 60_000)]
    public async Task Async_locks_are_driven_over_awaits_and_threads()
    {
        await Task.Yield();
        var x = new ValidatedAsyncLock("X");
        var y = new ValidatedAsyncLock("Y");

        InterleavingResult result = Interleaving.Run("1 2 1 2", () => TakeAsync(x, y), () => TakeAsync(y, x));

        result.Outcome.Should().Be(InterleavingOutcome.Deadlocked);
        result.Taken.Should().Equal("1:X", "2:Y");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_wait_that_is_not_seen_ends_at_the_limit()
    {
        await Task.Yield();
        using var never = new ManualResetEventSlim();
        List<Func<Task>> pieces =
        [
            () => { Take(_a, _b); return Task.CompletedTask; },
            () => { never.Wait(CancellationToken.None); return Task.CompletedTask; },
        ];

        InterleavingResult result = Interleaving.Run("1 2", TimeSpan.FromMilliseconds(200), pieces);

        result.Outcome.Should().Be(InterleavingOutcome.TimedOut);
        result.Explanation.Should().StartWith("2 neither ended nor came to the next lock within 0.2 s");
        _a.TryEnter().Should().BeTrue("the other piece was made to give up");
        _a.Exit();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_piece_that_fails_is_told()
    {
        await Task.Yield();
        InterleavingResult result = Interleaving.Run("1", () => throw new InvalidOperationException("broken"));

        result.Outcome.Should().Be(InterleavingOutcome.Impossible);
        result.Failures.Should().ContainSingle().Which.Message.Should().Be("broken");
        result.Invoking(static each => each.ThrowIfDeadlocked()).Should().Throw<AggregateException>();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_wait_with_a_time_limit_is_no_deadlock_and_its_way_out_is_taken()
    {
        await Task.Yield();
        bool gaveUp = false;
        InterleavingResult result = Interleaving.Run("1 2 1 2", () => gaveUp = !TakeTimed(_a, _b), () => Take(_b, _a));

        result.Outcome.Should().Be(InterleavingOutcome.Impossible);
        result.Explanation.Should().Be("1 holds A and waits for B, which 2 holds; but 1 waits for B only for a time of its own, and gives up");
        result.Taken.Should().Equal("1:A", "2:B", "2:A");
        gaveUp.Should().BeTrue();
        result.ThrowIfDeadlocked();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_wait_with_a_time_limit_that_is_made_again_and_again_is_a_deadlock()
    {
        await Task.Yield();
        InterleavingResult result = Interleaving.Run("1 2 1 2", () => TakeTimed(_a, _b, again: true), () => Take(_b, _a));

        result.Outcome.Should().Be(InterleavingOutcome.Deadlocked);
        result.Taken.Should().StartWith(["1:A", "2:B", "1:gate"], "what it takes between its tries is no way out");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_piece_that_ended_early_says_by_what()
    {
        await Task.Yield();
        Interleaving.Run("1", () => throw new InvalidOperationException("broken")).Explanation.Should()
            .Be("1 ended before step 1 of the schedule; 1 failed with InvalidOperationException: broken");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_lock_that_is_held_outside_of_the_pieces_is_not_called_something_else()
    {
        await Task.Yield();
        using (_a.EnterScope())
        {
            Interleaving.Run("1", TimeSpan.FromMilliseconds(200), [() => { Take(_a, _b); return Task.CompletedTask; }]).Explanation.Should()
                .Be("1 neither ended nor came to the next lock within 0.2 s: it waits for something that is no validated lock, or that is held outside of the pieces");
        }
    }

    [Theory]
    [InlineData("1 3", "Column 3: '3' is no piece of code; there are 1 to 2.")]
    [InlineData("1: 2", "Column 2: a lock's name is expected after the colon.")]
    [InlineData("1\n\t3", "Line 2, column 2: '3' is no piece of code; there are 1 to 2.")]
    public void A_schedule_that_cannot_be_read_says_where(string schedule, string message)
    {
        FluentActions.Invoking(() => Interleaving.Run(schedule, () => { }, () => { })).Should().Throw<LockScriptException>().WithMessage(message);
    }

    private static void Take(ValidatedLock first, ValidatedLock second)
    {
        using (first.EnterScope())
        using (second.EnterScope())
        {
        }
    }

    /// <summary>False where the second was not to be had in time.</summary>
    private bool TakeTimed(ValidatedLock first, ValidatedLock second, bool again = false)
    {
        using (first.EnterScope())
        {
            do
            {
                if (second.TryEnter(TimeSpan.FromMilliseconds(20)))
                {
                    second.Exit();
                    return true;
                }
            }
            while (again && Try(_gate));
            return false;
        }
    }

    private static bool Try(ValidatedLock between)
    {
        using (between.EnterScope())
        {
            return true;
        }
    }

    private static async Task TakeAsync(ValidatedAsyncLock first, ValidatedAsyncLock second)
    {
        using (await first.LockAsync())
        {
            await Task.Yield();
            using (await second.LockAsync())
            {
                await Task.Yield();
            }
        }
    }

    private static void TakeWithoutUsing(ValidatedLock first, ValidatedLock second)
    {
        first.Enter();
        second.Enter();
        second.Exit();
        first.Exit();
    }
}
