using FluentAssertions;
using Xunit;

namespace LockValidator.Stress.Tests;

/// <summary>Code of the user's own that the checker calls: it may do what it likes, and harms nothing.</summary>
public sealed class UserCodeTests
{
    private static readonly LockCheckerOptions s_options = new() { Stacks = StackMode.Off };
    private readonly LockMap _a = new(new LockClass("A"));
    private readonly LockMap _b = new(new LockClass("B"));
    private readonly LockMap _c = new(new LockClass("C"));

    [Fact]
    public void A_reporter_that_takes_validated_locks_and_throws_breaks_nothing()
    {
        int calls = 0;
        LockFlow flow = null!;
        using var checker = new LockChecker(s_options with
        {
            Reporters = [new Acting(_ =>
            {
                calls++;

                // Not even last in first out, and among them one that the flow holds.
                flow.Acquire(in _c);
                flow.Acquire(in _b);
                flow.Release(in _c);
                throw new InvalidOperationException("the reporter fails");
            })],
        });
        flow = new LockFlow(checker, "flow");
        Walk(flow, _a, _b);
        Walk(flow, _c, _b);
        for (int i = 0; i < 10; i++)
        {
            Walk(flow, _b, _a);
        }

        calls.Should().Be(10);
        flow.HoldsNothing.Should().BeTrue();
        checker.Violations.Should().ContainSingle();
        checker.Statistics.InternalFailures.Should().Be(10, "each exception is counted");
        checker.Snapshot().Dependencies.Should().HaveCount(2);
    }

    [Fact]
    public void Exceptions_of_an_order_function_are_contained_and_its_locks_are_not_seen()
    {
        LockFlow flow = null!;
        var said = new List<string>();
        using var checker = new LockChecker(s_options with { InternalLog = said.Add });
        flow = new LockFlow(checker, "flow");
        Walk(flow, _a, _b);
        var type = new LockClass("ordered", order: (_, _) =>
        {
            flow.Acquire(in _a);
            flow.Acquire(in _b);
            flow.Release(in _a);
            flow.Release(in _b);
            throw new InvalidOperationException("no order today");
        });
        LockMap first = new(type, owner: 1), second = new(type, owner: 2);
        Walk(flow, first, second);
        Walk(flow, first, second);

        flow.HoldsNothing.Should().BeTrue();
        said.Should().ContainSingle("it is said once");
        checker.Statistics.InternalFailures.Should().Be(0, "code of the user that throws is no failure of the checker");
        checker.Violations.Should().OnlyContain(static v => v.Kind == ViolationKind.SameClassNesting);
    }

    [Fact]
    public void Findings_arrive_outside_the_internal_lock()
    {
        LockChecker checker = null!;
        bool? answered = null;
        using (checker = new LockChecker(s_options with
        {
            Reporters = [new Acting(_ =>
            {
                // Another thread gets everything that the lock guards while this one reports.
                var other = new Thread(() =>
                {
                    checker.Snapshot();
                    checker.Statistics.Should().NotBeNull();
                    Walk(new LockFlow(checker, "other"), _b, _c);
                })
                {
                    IsBackground = true,
                };
                other.Start();
                answered = other.Join(TimeSpan.FromSeconds(20));
            })],
        }))
        {
            var flow = new LockFlow(checker, "flow");
            Walk(flow, _a, _b);
            Walk(flow, _b, _a);
        }

        answered.Should().BeTrue();
    }

    [Fact]
    public void An_order_function_runs_outside_the_internal_lock()
    {
        LockChecker checker = new(s_options);
        bool? answered = null;
        var type = new LockClass("ordered", order: (_, _) =>
        {
            var other = new Thread(() => checker.Snapshot()) { IsBackground = true };
            other.Start();
            answered = other.Join(TimeSpan.FromSeconds(20));
            return -1;
        });
        Walk(new LockFlow(checker, "flow"), new LockMap(type, owner: 1), new LockMap(type, owner: 2));

        answered.Should().BeTrue();
        checker.Violations.Should().BeEmpty();
        checker.Dispose();
    }

    [Fact]
    public void A_reporter_may_report_to_a_scope_of_another_checker()
    {
        var inner = new Collector();
        using var second = new LockChecker(s_options with { Reporters = [inner] });
        var other = new LockFlow(second, "other");
        using var checker = new LockChecker(s_options with { Reporters = [new Acting(_ => other.Release(in _c))] });
        new LockFlow(checker, "flow").Release(in _a);

        inner.All.Should().ContainSingle();
    }

    private static void Walk(LockFlow flow, LockMap first, LockMap second)
    {
        flow.Acquire(in first);
        flow.Acquire(in second);
        flow.Release(in second);
        flow.Release(in first);
    }

    private sealed class Acting(Action<Violation> act) : IViolationReporter
    {
        public void Report(Violation violation) => act(violation);
    }
}
