using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Verdicts;

/// <summary>What is compared inside one test, request or run, and what between two.</summary>
public sealed class ExecutionTests
{
    private const int Limit = 60_000;

    private readonly LockClass _a = new("a");
    private readonly LockClass _b = new("b");
    private readonly LockClass _gate = new("gate");
    private readonly LockChecker _checker = new(new LockCheckerOptions { Stacks = StackMode.Off });

    [Fact(Timeout = Limit)]
    public Task Two_tests_that_each_take_one_order_on_fresh_locks_are_the_textbook_find() => OnFlow(() =>
    {
        InScope("first", () => Take(new LockMap(_a), new LockMap(_b)));
        InScope("second", () => Take(new LockMap(_b), new LockMap(_a)));

        Verdicts().Should().Equal(Verdict.Possible);
    });

    [Fact(Timeout = Limit)]
    public Task Two_tests_of_one_name_are_two() => OnFlow(() =>
    {
        MakeSeveral();
        InScope("case", () => Take(new LockMap(_a), new LockMap(_b)));
        InScope("case", () => Take(new LockMap(_b), new LockMap(_a)));

        Verdicts().Should().Equal(Verdict.Possible);
    });

    [Fact(Timeout = Limit)]
    public Task A_scope_without_a_name_is_an_execution_of_its_own() => OnFlow(() =>
    {
        MakeSeveral();
        InScope(null, () => Take(new LockMap(_a), new LockMap(_b)));
        InScope(null, () => Take(new LockMap(_b), new LockMap(_a)));

        Verdicts().Should().Equal(Verdict.Possible);
    });

    [Fact(Timeout = Limit)]
    public Task Inside_one_test_other_locks_are_other_locks() => OnFlow(() =>
    {
        MakeSeveral();
        InScope("test", () =>
        {
            Take(new LockMap(_a), new LockMap(_b));
            InScope(null, () => Take(new LockMap(_b), new LockMap(_a)));
        });

        Verdicts().Should().Equal(Verdict.InstancesDiffer);
    });

    [Fact(Timeout = Limit)]
    public Task An_inversion_in_one_test_body_is_possible() => OnFlow(() =>
    {
        var (a, b) = (new LockMap(_a), new LockMap(_b));
        InScope("test", () =>
        {
            Take(a, b);
            Take(b, a);
        });

        Verdicts().Should().Equal(Verdict.Possible);
    });

    [Fact(Timeout = Limit)]
    public Task The_same_outside_of_tests_is_one_flow_alone() => OnFlow(() =>
    {
        var (a, b) = (new LockMap(_a), new LockMap(_b));
        Take(a, b);
        Take(b, a);

        Verdicts().Should().Equal(Verdict.SingleFlow);
    });

    [Theory(Timeout = Limit)]
    [InlineData(1, Verdict.GateProtected)]
    [InlineData(2, Verdict.Possible)]
    public Task A_gate_counts_between_tests_where_each_had_one_of_its_class(int gates, Verdict verdict) => OnFlow(() =>
    {
        MakeSeveral();
        InScope("first", () => Take(new LockMap(_gate), new LockMap(_a), new LockMap(_b)));
        InScope("second", () =>
        {
            // Taken before: the test had two.
            Take(gates == 1 ? new LockMap(_a) : new LockMap(_gate), new LockMap(_a));
            Take(new LockMap(_gate), new LockMap(_b), new LockMap(_a));
        });

        Verdicts().Where(static v => v != Verdict.Informational).Should().Equal(verdict);
    });

    [Fact(Timeout = Limit)]
    public Task Two_requests_that_each_take_one_order_on_their_own_locks_can_meet() => OnFlow(() =>
    {
        MakeSeveral();
        InRequest(() => Take(new LockMap(_a), new LockMap(_b)));
        InRequest(() => Take(new LockMap(_b), new LockMap(_a)));

        Verdicts().Should().Equal(Verdict.Possible);
    });

    [Fact(Timeout = Limit)]
    public Task One_request_does_not_meet_itself_on_other_locks() => OnFlow(() =>
    {
        MakeSeveral();
        InRequest(() =>
        {
            Take(new LockMap(_a), new LockMap(_b));
            Take(new LockMap(_b), new LockMap(_a));
        });

        Verdicts().Should().Equal(Verdict.InstancesDiffer);
    });

    [Theory(Timeout = Limit)]
    [InlineData(true, Verdict.GateProtected)]
    [InlineData(false, Verdict.Possible)]
    public Task Between_requests_only_the_same_lock_is_a_gate(bool same, Verdict verdict) => OnFlow(() =>
    {
        var (a, b) = (new LockMap(_a), new LockMap(_b));
        LockMap gate = new(_gate), other = new(_gate);
        InRequest(() => Take(gate, a, b));
        InRequest(() => Take(same ? gate : other, b, a));

        Verdicts().Should().Equal(verdict);
    });

    [Fact(Timeout = Limit)]
    public Task The_only_gate_of_its_class_counts_however_many_requests_there_were() => OnFlow(() =>
    {
        LockMap a = new(_a), b = new(_b), gate = new(_gate);
        for (int i = 0; i < 40; i++)
        {
            InRequest(() => Take(gate, a, b));
            InRequest(() => Take(gate, b, a));
        }

        Verdicts().Should().Equal(Verdict.GateProtected);
    });

    [Theory(Timeout = Limit)]
    [InlineData(true)]
    [InlineData(false)]
    public Task Once_there_is_another_gate_it_is_looked_at_which_one_is_held(bool same) => OnFlow(() =>
    {
        LockMap a = new(_a), b = new(_b), gate = new(_gate);
        Take(gate, a, b);
        OnAnother(() => Take(gate, b, a));
        for (int i = 0; i < 40; i++)
        {
            // Until it is taken for known.
            Take(gate, a, b);
        }

        Verdicts().Should().Equal(Verdict.GateProtected);

        var another = new LockMap(_gate);
        Verdicts().Should().Equal([Verdict.GateProtected], "nobody has held it yet");
        Take(same ? gate : another, a, b);

        Verdicts().Should().Equal(same ? [Verdict.GateProtected] : [Verdict.GateProtected, Verdict.Possible]);
    });

    [Fact(Timeout = Limit)]
    public Task Tests_that_have_a_gate_each_stay_protected() => OnFlow(() =>
    {
        for (int i = 0; i < 20; i++)
        {
            InScope("case", () =>
            {
                LockMap a = new(_a), b = new(_b), gate = new(_gate);
                Take(gate, a, b);
                Take(gate, b, a);
            });
        }

        Verdicts().Should().Equal(Verdict.GateProtected);
    });

    private IEnumerable<Verdict> Verdicts() => _checker.Violations.Select(static violation => violation.Verdict);

    /// <summary>So that instances are looked at from the start.</summary>
    private void MakeSeveral()
    {
        foreach (LockClass type in new[] { _a, _b, _gate })
        {
            _ = new LockMap(type);
            _ = new LockMap(type);
        }
    }

    private static void InScope(string? name, Action work)
    {
        using LockScope scope = LockScope.Begin(name: name);
        work();
    }

    private static void InRequest(Action work) => LockValidation.RunFollowed(
        static act =>
        {
            act();
            return Task.CompletedTask;
        },
        work).IsCompletedSuccessfully.Should().BeTrue();

    private void OnAnother(Action work)
    {
        using IDisposable current = new LockFlow(_checker, "another").MakeCurrent();
        work();
    }

    private static void Take(params LockMap[] locks)
    {
        foreach (LockMap map in locks)
        {
            map.Acquire();
        }

        foreach (LockMap map in locks.Reverse())
        {
            map.Release();
        }
    }

    /// <summary>On a thread of its own, whose flow is a dedicated one of the checker.</summary>
    private Task OnFlow(Action work) => Task.Factory.StartNew(
        () =>
        {
            using IDisposable current = new LockFlow(_checker, "flow").MakeCurrent();
            work();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
