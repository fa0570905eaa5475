namespace LockValidator;

/// <content>One acquisition under the lock: its class, the rules, and what is known of its chain from then on.</content>
public sealed partial class LockChecker
{
    /// <summary>So many walks in a row of a watched chain must show nothing new before it is taken for known.</summary>
    private const int QuietWalks = 16;

    // Under the gate.
    private ChainEvidence? _newestEvidence;

    /// <summary>Checks an acquisition and learns from it, in one step.</summary>
    internal void Validate(LockFlow flow, Acquisition a, FindingList findings)
    {
        int before = findings.All.Count;
        CodeAllowances.CatchUp(Failures);
        using (Gate.Enter())
        {
            _slowAcquisitions++;
            CountForOuter();
            flow.FlushRecord();
            if (!Options.KernelRules && _graph.SweepUnreachable() > 0)
            {
                Cycles.Forget();
            }

            ClassNode? node = _graph.Find(a.ClassId, a.Subclass) ?? (a.Class is { } type ? _graph.Meet(type, a.Subclass) : null);
            if (node is null)
            {
                return;
            }

            _declared?.Meet(this, node, findings.Add);
            LookAhead(flow.HeldLocks, node);
            ChainRecord? known = null;
            ChainName name = default;
            if (!Options.KernelRules)
            {
                // Asked for under the lock: it may bring the flow's own known chains up to date.
                _ = flow.Segment;
                name = flow.NameOf(a);
                known = Chains.TryGet(in name, Chains.Generation, out _, out ChainRecord found) ? found : null;
            }

            var situation = new Situation(flow, a, node, _graph, findings) { IsByAny = ChainEvidence.IsFull(known?.Evidence, flow.Walker) };
            SituationRules.CheckSurroundings(situation);
            if (Options.KernelRules)
            {
                a.Key = KernelChains.KeyOf(situation);
            }

            if (!a.IsTry && !a.IsUnchecked && !a.IsTransparent && (!Options.KernelRules || KernelChains.IsNewLocked(Chains, a.Key)))
            {
                SituationRules.CheckOrder(situation);
            }

            // A chain with a finding that waits is walked again until it is known what becomes of it.
            if (!Options.KernelRules && flow.IsCaughtUp && flow.CanCache(a) && !findings.IsAnyWithheld)
            {
                ChainEvidence? evidence = situation.HasDependency
                    ? ChainEvidence.After(known?.Evidence, flow.Walker, WatchEpoch, situation.FoundNew, situation.MustWatch ? QuietWalks : 0, ref _newestEvidence)
                    : null;
                a.IsSettled = evidence is not { IsOpen: true };
                ChainRecord record = RecordOf(findings, before, known, evidence);
                Chains.Set(in name, record);
                ForgetIfChangedLocked(known, record);
            }
        }
    }

    // The order under the newest lock is what is most often asked for.
    private void LookAhead(HeldLocks held, ClassNode node)
    {
        if (held.Depth > 0 && _graph.Find(held.Top.ClassId, held.Top.Bits.Subclass) is { } from)
        {
            _graph.LookAhead(from, node);
        }
    }

    /// <summary>What the rules found on the chain. What was found before them is about one instance or operation, not about the chain.</summary>
    private static ChainRecord RecordOf(FindingList findings, int before, ChainRecord? known, ChainEvidence? evidence)
    {
        IReadOnlyList<Violation> all = findings.All;
        CodePosition? position = known?.Position ?? findings.PositionIfTaken;
        return position is null && all.Count == before
            ? evidence is null ? ChainRecord.Clean : evidence.Clean
            : new ChainRecord(position, [.. all.Skip(before)]) { Evidence = evidence };
    }
}
