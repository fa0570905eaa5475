namespace LockValidator;

/// <summary>
/// Judges a cycle of orders by its witnesses. It can deadlock where flows can stand in it at one time, each waiting for a lock that the
/// next one holds: other flows, with no lock that keeps two of them apart, none over before another begins, and on the same locks.
/// </summary>
/// <remarks>
/// A flow that waits at one step may hold the locks of the steps before it as well: then those need no flow of their own. The verdict is
/// the worst of all choices of one witness a waiting flow, so another witness never makes it milder. Source: docs/verdicts.md.
/// </remarks>
internal sealed class CycleJudge
{
    private const int LongestCycle = 256;
    private const int MostTries = 10_000;

    private readonly IReadOnlyList<CycleStep> _steps;
    private readonly List<(int Step, EdgeWitness Witness)> _chosen = [];
    private Judgement? _worst;
    private int _tries;

    private CycleJudge(IReadOnlyList<CycleStep> steps) => _steps = steps;

    /// <summary>The judgement; null if no choice of witnesses makes flows wait for each other, as where recursive readers stand between.</summary>
    public static Judgement? Judge(IReadOnlyList<CycleStep> steps)
    {
        if (steps.Count > LongestCycle)
        {
            return new Judgement(Verdict.Possible, Judgement.Possible, [.. steps.Select(static step => step.Witnesses.Count > 0 ? step.Witnesses[0] : null)]);
        }

        var judge = new CycleJudge(steps);
        for (int first = 0; first < steps.Count && !judge.IsDone; first++)
        {
            judge.Choose(first, Exclusion.None);
        }

        return judge._tries >= MostTries && judge._worst is not { Verdict: Verdict.Possible }
            ? new Judgement(Verdict.Possible, Judgement.Possible, judge._worst?.Chosen ?? new EdgeWitness?[steps.Count])
            : judge._worst;
    }

    private bool IsDone => _tries >= MostTries || _worst is { Verdict: Verdict.Possible };

    /// <summary>Tries each witness of a step as that of the next waiting flow.</summary>
    private void Choose(int step, Exclusion sofar)
    {
        foreach (EdgeWitness witness in _steps[step].Witnesses)
        {
            if (IsDone)
            {
                return;
            }

            if ((_chosen.Count == 0 ? Exclusion.None : LinkTo(step, witness)) is not { } link)
            {
                continue;
            }

            Exclusion now = sofar.Or(link).Or(Exclusion.Of(witness, _steps[step]));
            foreach ((int _, EdgeWitness other) in _chosen)
            {
                _tries++;
                now = now.Or(Exclusion.Between(other, witness));
            }

            _tries++;
            if (_worst is null || now.Severity > _worst.Severity)
            {
                _chosen.Add((step, witness));
                GoOn(step, now);
                _chosen.RemoveAt(_chosen.Count - 1);
            }
        }
    }

    private void GoOn(int step, Exclusion now)
    {
        Close(now);
        for (int next = step + 1; next < _steps.Count && !IsDone; next++)
        {
            Choose(next, now);
        }
    }

    /// <summary>The circle is closed where the first flow holds what the last one waits for.</summary>
    private void Close(Exclusion now)
    {
        if (_chosen.Count > 1 && LinkTo(_chosen[0].Step, _chosen[0].Witness) is { } link && now.Or(link) is var all && all.Severity > (_worst?.Severity ?? -1))
        {
            var chosen = new EdgeWitness?[_steps.Count];
            foreach ((int step, EdgeWitness witness) in _chosen)
            {
                chosen[step] = witness;
            }

            _worst = new Judgement(all.Verdict, all.Reason, chosen);
        }
    }

    /// <summary>How the last flow waits for a lock that this witness held; null if it does not. It may have held several of the class: the worst counts.</summary>
    private Exclusion? LinkTo(int step, EdgeWitness holding)
    {
        (int last, EdgeWitness waiting) = _chosen[^1];
        ClassNode awaited = _steps[last].To;
        bool isDirect = awaited == _steps[step].From;
        bool mayBeUnnamed = isDirect
            ? !(waiting.TakenRecursive && holding.HeldShared) && !Array.Exists(holding.Holds, gate => gate.Node == awaited && gate.Instance == holding.Held)
            : holding.IsTruncated;
        Exclusion? worst = mayBeUnnamed ? Exclusion.None : null;
        foreach (HeldGate gate in holding.Holds)
        {
            if (gate.Node == awaited && (gate.IsExclusive || !waiting.TakenRecursive))
            {
                Exclusion link = Exclusion.OfLink(waiting, holding, gate);
                worst = worst is null || link.Severity > worst.Value.Severity ? link : worst;
            }
        }

        return worst;
    }
}
