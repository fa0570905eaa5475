using static LockValidator.Core.Tests.Sample;

namespace LockValidator.Core.Tests;

/// <summary>The findings behind the twelve recorded reports of the seed scenarios, written down by hand from the scenarios' operations.</summary>
internal sealed class SeedReports(bool realTime, bool raw)
{
    private readonly WaitModel _model = realTime ? WaitModel.RealTime : WaitModel.Standard;

    public static IReadOnlyDictionary<string, Violation> All { get; } = new Dictionary<string, Violation>(StringComparer.Ordinal)
    {
        ["bug1-spin-rt"] = new SeedReports(realTime: true, raw: false).Wait(31),
        ["bug1-masks-bug2-spin-rt"] = new SeedReports(realTime: true, raw: false).Wait(49),
        ["bug2-spin-rqonly-rt"] = new SeedReports(realTime: true, raw: false).Wait(49, runQueueOnly: true),
        ["fix2-irqwork-spin-rt"] = new SeedReports(realTime: true, raw: false).Wait(53),
        ["bug2-raw-rt"] = new SeedReports(realTime: true, raw: true).Circle(49, runQueueOnly: true),
        ["bug2-raw-nonrt"] = new SeedReports(realTime: false, raw: true).Circle(49, runQueueOnly: true),
        ["bug2-spin-rqonly-nonrt"] = new SeedReports(realTime: false, raw: false).Circle(49, runQueueOnly: true),
        ["bug2-raw-fullstack-rt"] = new SeedReports(realTime: true, raw: true).Circle(49),
        ["bug2-raw-fullstack-nonrt"] = new SeedReports(realTime: false, raw: true).Circle(49),
        ["bug1-masks-bug2-spin-nonrt"] = new SeedReports(realTime: false, raw: false).Circle(49),
        ["fix2-then-order-reversed-rt"] = new SeedReports(realTime: true, raw: true).Reversed(),
        ["fix2-then-order-reversed-nonrt"] = new SeedReports(realTime: false, raw: true).Reversed(),
    };

    private ClassSnapshot Pi => Class("&p->pi_lock", WaitType.Spin, usage: "-.-.", model: _model);

    private ClassSnapshot Rq => Class("&rq->__lock", WaitType.Spin, usage: "-.-.", model: _model);

    private ClassSnapshot Pool => Class("&pool->lock", WaitType.Spin, usage: "-.-.", model: _model);

    private ClassSnapshot Rcu => Class("rcu_read_lock", WaitType.Config, WaitType.Free, model: _model);

    private ClassSnapshot Srcu => Class("rcu_tasks_trace_srcu_struct_srcu_usage.lock", raw ? WaitType.Spin : WaitType.Config, model: _model);

    private static CodePosition Op(int number) => At($"op#{number}");

    private static DependencyStep Learnt(ClassSnapshot from, ClassSnapshot to, int operation) => Step(from, to, Seen("task", "replay", Op(operation)));

    /// <summary>The locks held from operation <paramref name="first"/> on, one an operation.</summary>
    private LockUse[] Held(int first, bool runQueueOnly)
    {
        LockUse Rq(int operation) => Use(this.Rq, "@rq_lock", Op(operation));
        return runQueueOnly
            ? [Rq(first)]
            : [Use(Pi, "@pi_lock", Op(first)), Rq(first + 1), Use(Rcu, "@rcu", Op(first + 2), LockMode.SharedRecursive) with { Unchecked = true }];
    }

    private Violation Wait(int first, bool runQueueOnly = false)
    {
        LockUse[] held = Held(first, runQueueOnly);
        LockUse taken = Use(Srcu, "@srcu_lock", Op(first + held.Length));
        return Of(ViolationKind.InvalidWaitContext, Verdict.Certain, "Measured.", "acquire", taken, held) with
        {
            Flow = "task0/100",
            WaitContext = new(_model, WaitType.Config, WaitType.Spin, _model.Level(WaitType.Max), "task", held[0]),
        };
    }

    private Violation Circle(int first, bool runQueueOnly = false)
    {
        LockUse[] held = Held(first, runQueueOnly);
        LockUse taken = Use(Srcu, "@srcu_lock", Op(first + held.Length));
        return Of(ViolationKind.CircularDependency, Verdict.Possible, "Measured.", "acquire", taken, held) with
        {
            Flow = "task0/100",
            Holding = held[runQueueOnly ? 0 : 1],
            Cycle = [Learnt(Rq, Srcu, first + held.Length), Learnt(Srcu, Pool, 44), Learnt(Pool, Pi, 38), Learnt(Pi, Rq, 32)],
        };
    }

    private Violation Reversed()
    {
        LockUse held = Use(Srcu, "@srcu_lock", Op(53));
        return Of(ViolationKind.CircularDependency, Verdict.Possible, "Measured.", "acquire", Use(Pool, "@pool_lock", Op(54)), held) with
        {
            Flow = "task2/102",
            Holding = held,
            Cycle = [Learnt(Srcu, Pool, 54), Learnt(Pool, Pi, 48), Learnt(Pi, Rq, 32), Learnt(Rq, Srcu, 34)],
        };
    }
}
