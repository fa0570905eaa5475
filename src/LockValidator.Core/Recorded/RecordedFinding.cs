using System.Globalization;

namespace LockValidator;

/// <summary>Makes findings of what is recorded, in the shape of live ones: so all reports can show them.</summary>
internal sealed class RecordedFinding(GraphStore store, RecordedModel model)
{
    /// <param name="kind">The rule.</param>
    /// <param name="order">The order that contradicts the others: it stands where a live finding has the new operation.</param>
    /// <param name="judgement">What the cycle comes to.</param>
    /// <param name="back">The other orders of the cycle.</param>
    public Violation Of(ViolationKind kind, ContradictingOrder order, Judgement judgement, IReadOnlyList<int> back)
    {
        EdgeEntry edge = store.Edges[order.Edge];
        EdgeWitness closing = judgement.Chosen[0] ?? Array.Find(model.WitnessesOf(order.Edge), witness => witness.Kind == order.Kind) ?? FirstOf(order.Edge)
            ?? new EdgeWitness(order.Kind);
        List<DependencyStep> cycle = [Step(order.Edge, closing, order.Kind)];
        for (int i = 0; i < back.Count; i++)
        {
            cycle.Add(Step(back[i], judgement.Chosen[i + 1] ?? FirstOf(back[i]), store.Edges[back[i]].AllKinds));
        }

        Witness seen = closing.Seen;
        ClassSnapshot from = model.Snapshot(edge.From), to = model.Snapshot(edge.To);
        var holding = new LockUse(from, closing.HeldShared ? LockMode.Shared : LockMode.Exclusive, AcquireKind.Blocking, NameOf(closing.Held), seen.HeldPosition);
        var finding = new Violation
        {
            Kind = kind,
            Fingerprint = "",
            Operation = "acquire",
            Acquiring = new LockUse(to, closing.TakenRecursive ? LockMode.SharedRecursive : LockMode.Exclusive, AcquireKind.Blocking, NameOf(closing.Taken), seen.Position),
            Holding = holding,
            Held = HeldOf(closing, holding),
            Cycle = cycle,
            Flow = seen.Flow,
            Position = seen.Position,
            Executions = [.. cycle.Select(static step => step.Witness.Execution).Where(static name => name.Length > 0).Distinct()],
            Verdict = judgement.Verdict,
            Reason = judgement.Reason,
            Check = kind == ViolationKind.DeclaredOrderViolation ? $"{to.Name} before {from.Name}" : null,
        };
        return finding with { Fingerprint = Fingerprints.Of(finding) };
    }

    /// <summary>An order with all that is kept of it.</summary>
    public DependencyStep StepOf(int edge) =>
        Step(edge, FirstOf(edge), store.Edges[edge].AllKinds) with { Witnesses = Array.ConvertAll(model.WitnessesOf(edge), static witness => witness.Describe()) };

    private EdgeWitness? FirstOf(int edge) => model.WitnessesOf(edge) is [var first, ..] ? first : null;

    private DependencyStep Step(int edge, EdgeWitness? witness, DependencyKinds kinds) => new(
        model.Snapshot(store.Edges[edge].From),
        model.Snapshot(store.Edges[edge].To),
        kinds,
        witness?.Describe() ?? new Witness("any flow", "", CodePosition.Unknown, CodePosition.Unknown));

    private List<LockUse> HeldOf(EdgeWitness closing, LockUse holding)
    {
        var held = new List<LockUse>();
        bool isShown = false;
        foreach (HeldGate gate in closing.Holds)
        {
            bool isHolding = !isShown && gate.Instance == closing.Held && gate.Node.DisplayName == holding.Class.Name;
            isShown |= isHolding;
            held.Add(isHolding ? holding with { Mode = gate.Mode } : new LockUse(model.Snapshot(gate.Node.Index), gate.Mode, AcquireKind.Blocking, NameOf(gate.Instance), CodePosition.Unknown));
        }

        if (!isShown)
        {
            held.Add(holding);
        }

        return held;
    }

    private static string NameOf(long instance) => instance == 0 ? "any" : "#" + Math.Abs(instance).ToString(CultureInfo.InvariantCulture);
}
