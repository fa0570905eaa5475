namespace LockValidator.Testing.Tests;

public sealed class LockOrderAssertTests
{
    private readonly ValidatedLock _a = new("A");
    private readonly ValidatedLock _b = new("B");

    [Fact]
    public void An_inversion_fails_with_its_report()
    {
        LockAssertionException failure = FluentActions.Invoking(() => LockOrderAssert.NoViolations(() =>
        {
            Take(_a, _b);
            Take(_b, _a);
        })).Should().Throw<LockAssertionException>().Which;

        failure.Message.Should().StartWith("possible deadlock: A is acquired while B is held; the opposite order was seen before\nLV0001 CircularDependency, possible")
            .And.Contain("what to do");
        failure.Violations.Should().ContainSingle();
    }

    [Theory]
    [InlineData("<script>\nLV0001 forged\u202E\"")]
    [InlineData(null)]
    public void A_name_cannot_forge_a_line_of_a_message_nor_flood_it(string? given)
    {
        string name = given ?? new string('x', 10_000);
        var hostile = new ValidatedLock(name);
        using LockScope scope = LockScope.Begin(ownGraph: true);
        Take(hostile, _a);
        Take(_a, hostile);
        GraphSnapshot graph = scope.Checker.Snapshot();
        string[] messages =
        [
            FindingText.Line(scope.Violations.Single()),
            Message(() => LockOrderAssert.AcquiresInOrder(() => Take(hostile, _a), "A", "B")),
            Message(() => LockOrderAssert.Order(graph, "A", "B")),
            Message(() => LockOrderAssert.Acyclic(graph)),
            Message(() => LockOrderAssert.AcquiresInOrder(() => Take(_a), "A", name)),
            Message(() => LockOrderAssert.Order(graph, name, "B")),
            Message(() => LockOrderAssert.Order(graph, "B", name)),
            Message(() => LockOrderAssert.NoViolations(scope.Violations)),
            Interleaving.Run("1 2 1 2", () => Take(hostile, _a), () => Take(_a, hostile)).ToString(),
            Interleaving.Run("1 1 2 2", () => Take(hostile, _a), () => Take(_a, hostile)).ToString(),
            scope.Violations.Single().Confirm(() => Take(hostile, _a), () => Take(_a, hostile)).ToString(),
            scope.Violations.Single().Confirm(() => Take(hostile, _a), () => Take(hostile)).ToString(),
            Judged("test", () => Take(hostile, _a), typeof(Expecting).GetMethod(nameof(Expecting.Other))!)!,
            Together(name, hostile),
        ];

        messages.Should().AllSatisfy(static message =>
        {
            message.Should().NotContain("\nLV0001 forged").And.NotContain("\u202E");
            message.Length.Should().BeLessThan(5_000);
        });

        string Together(string test, ValidatedLock hostile)
        {
            Judged(test, () => Take(hostile, _a)).Should().BeNull();
            return Judged("other", () => Take(_a, hostile))!;
        }

        static string? Judged(string test, Action code, System.Reflection.MethodInfo? method = null)
        {
            using LockTest judged = LockTest.Begin(test, method);
            code();
            return judged.End();
        }

        static string Message(Action code) => FluentActions.Invoking(code).Should().Throw<LockAssertionException>().Which.Message;
    }

    [Fact]
    public async Task One_order_passes_also_in_code_that_awaits()
    {
        LockOrderAssert.NoViolations(() => Take(_a, _b));
        await LockOrderAssert.NoViolations(async () =>
        {
            await Task.Yield();
            Take(_b, _a);
        });
    }

    [Fact]
    public async Task Code_that_takes_no_validated_lock_is_not_called_clean()
    {
        FluentActions.Invoking(() => LockOrderAssert.NoViolations(() => { })).Should().Throw<LockAssertionException>()
            .WithMessage("Expected no lock violations, but the code took no lock that is validated, so nothing was checked");
        await FluentActions.Awaiting(() => LockOrderAssert.NoViolations(() => Task.CompletedTask)).Should().ThrowAsync<LockAssertionException>();
    }

    [Fact]
    public void An_order_of_no_locks_cannot_be_asserted()
    {
        FluentActions.Invoking(() => LockOrderAssert.AcquiresInOrder(() => Take(_a, _b))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task An_inversion_over_awaits_fails_too()
    {
        await FluentActions.Awaiting(() => LockOrderAssert.NoViolations(async () =>
        {
            await Task.Run(() => Take(_a, _b));
            await Task.Run(() => Take(_b, _a));
        })).Should().ThrowAsync<LockAssertionException>();
    }

    [Fact]
    public async Task A_rule_that_is_to_be_broken_must_be()
    {
        LockOrderAssert.Violates(ViolationKind.CircularDependency, () =>
        {
            Take(_a, _b);
            Take(_b, _a);
        }).Kind.Should().Be(ViolationKind.CircularDependency);

        FluentActions.Invoking(() => LockOrderAssert.Violates(ViolationKind.CircularDependency, () => Take(_a, _b)))
            .Should().Throw<LockAssertionException>().WithMessage("Expected LV0001 CircularDependency, but found nothing");

        await FluentActions.Awaiting(() => LockOrderAssert.Violates(ViolationKind.Recursion, async () =>
        {
            await Task.Yield();
            Take(_a, _b);
            Take(_b, _a);
        })).Should().ThrowAsync<LockAssertionException>().WithMessage("Expected LV0002 Recursion, but found LV0001 CircularDependency of B, A");
    }

    [Fact]
    public void Orders_of_a_graph_can_be_asserted()
    {
        var script = new LockScript();
        script.Play("1: A B; 1: B C");
        GraphSnapshot graph = script.Checker.Snapshot();

        LockOrderAssert.Order(graph, "A", "C");
        LockOrderAssert.Acyclic(graph);
        Failure(() => LockOrderAssert.Order(graph, "C", "A")).Should().Be(
            "Expected C to be taken before A, but the opposite order was seen:\n  A -> B  by flow 1 in script, unknown position\n  B -> C  by flow 1 in script, unknown position");
        Failure(() => LockOrderAssert.Order(graph, "A", "D")).Should().Be("Expected A to be taken before D, but no lock D was taken (known are A, B, C)");

        script.Play("1: D");
        Failure(() => LockOrderAssert.Order(script.Checker.Snapshot(), "A", "D")).Should().Be(
            "Expected A to be taken before D, but the two were never taken together, nor over other locks");
    }

    [Fact]
    public void A_cycle_is_no_order()
    {
        var script = new LockScript();
        script.Play("1: A B; 2: B A");

        Failure(() => LockOrderAssert.Acyclic(script.Checker.Snapshot())).Should().StartWith("Expected no cycle of orders, but there is one:\n  A -> B  by flow 1 in script");
        Failure(() => LockOrderAssert.Order(script.Checker.Snapshot(), "A", "B")).Should().Contain("the opposite order was seen");
    }

    [Fact]
    public void What_code_takes_can_be_asserted()
    {
        LockOrderAssert.AcquiresInOrder(() => Take(_a, _b), "A", "B");
        Failure(() => LockOrderAssert.AcquiresInOrder(() => Take(_b, _a), "A", "B")).Should().Be("Expected the code to take A, B in this order, but it took B, A");
        Failure(() => LockOrderAssert.AcquiresInOrder(() => Take(_a), "A", "B")).Should().Be("Expected the code to take A, B in this order, but it never took B (it took A)");
        Failure(() => LockOrderAssert.AcquiresInOrder(() => { }, "A")).Should().Be("Expected the code to take A in this order, but it took no lock at all");
    }

    [Fact]
    public async Task What_code_that_awaits_takes_can_be_asserted()
    {
        await LockOrderAssert.AcquiresInOrder(TakeLater, "A", "B");
        (await FluentActions.Awaiting(() => LockOrderAssert.AcquiresInOrder(TakeLater, "B", "A")).Should().ThrowAsync<LockAssertionException>())
            .WithMessage("Expected the code to take B, A in this order, but it took A, B");
        await LockOrderAssert.AcquiresInOrder(() => Task.Run(() => Take(_a, _b)), "A", "B");

        async Task TakeLater()
        {
            await Task.Yield();
            Take(_a);
            await Task.Yield();
            Take(_b);
        }
    }

    [Fact]
    public async Task Code_that_awaits_a_lock_blocks()
    {
        using var semaphore = new ValidatedSemaphore(1, "semaphore");
        var spin = new ValidatedSpinLock("spin");

        await LockOrderAssert.DoesNotBlock(async () =>
        {
            await Task.Yield();
            bool taken = false;
            spin.Enter(ref taken);
            spin.Exit();
        });
        (await Blocked(async () =>
        {
            await Task.Yield();
            await semaphore.WaitAsync();
            semaphore.Release();
        })).Should().Contain("LV0004 InvalidWaitContext").And.Contain("acquire semaphore");
        (await Blocked(() => Task.Run(() => Take(_a)))).Should().Contain("LV0004 InvalidWaitContext").And.Contain("acquire A");

        static async Task<string> Blocked(Func<Task> code) =>
            (await FluentActions.Awaiting(() => LockOrderAssert.DoesNotBlock(code)).Should().ThrowAsync<LockAssertionException>()).Which.Message;
    }

    [Fact]
    public void A_known_chain_is_told_too()
    {
        for (int i = 0; i < 3; i++)
        {
            Take(_a, _b);
            LockOrderAssert.AcquiresInOrder(() => Take(_a, _b), "A", "B");
        }
    }

    [Fact]
    public void Code_that_must_not_block_may_spin()
    {
        var spin = new ValidatedSpinLock("spin");
        LockOrderAssert.DoesNotBlock(() =>
        {
            bool taken = false;
            spin.Enter(ref taken);
            spin.Exit();
        });
        Failure(() => LockOrderAssert.DoesNotBlock(() => Take(_a))).Should().Contain("LV0004 InvalidWaitContext").And.Contain("code that must not block");
    }

    private static class Expecting
    {
        [ExpectLockViolation(ViolationKind.Recursion, Involving = ["<script>\nLV0001 forged\u202E\""])]
        public static void Other()
        {
        }
    }

    private static string Failure(Action assertion) => assertion.Should().Throw<LockAssertionException>().Which.Message;

    private static void Take(params ValidatedLock[] locks)
    {
        var taken = new Stack<ValidatedLock>();
        try
        {
            foreach (ValidatedLock each in locks)
            {
                each.Enter();
                taken.Push(each);
            }
        }
        finally
        {
            while (taken.TryPop(out ValidatedLock? each))
            {
                each.Exit();
            }
        }
    }
}
