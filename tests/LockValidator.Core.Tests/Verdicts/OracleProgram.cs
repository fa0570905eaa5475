namespace LockValidator.Core.Tests.Verdicts;

/// <summary>
/// A small program: flows that take and release locks, each step once, and start and join each other. All of its interleavings can be
/// tried, so whether it can deadlock is known.
/// </summary>
internal sealed class OracleProgram
{
    // By flow, its steps: "+a", "+a:r", "-a", "s2" (starts flow 2), "j2" (waits for its end).
    private readonly List<string>[] _flows;

    private OracleProgram(List<string>[] flows) => _flows = flows;

    public static OracleProgram Random(Random random)
    {
        int flows = random.Next(2, 4);

        // The second flow starts the third one, and whoever it is may wait for that; a fourth one has no part in it.
        bool isDeep = random.Next(3) == 0;
        flows = isDeep ? 4 : flows;
        bool reads = random.Next(3) == 0;
        bool starts = random.Next(2) == 0;
        string[] locks = random.Next(3) == 0 ? ["a", "a#2", "b", "c"] : random.Next(2) == 0 ? ["a", "b", "c", "d"] : ["a", "b", "c"];
        var all = new List<string>[flows];
        for (int i = 0; i < flows; i++)
        {
            all[i] = Body(random, locks, reads);
        }

        for (int i = 1; (starts || isDeep) && i < (isDeep ? 3 : flows); i++)
        {
            // The first flow starts the others, and may wait for them.
            List<string> starter = isDeep && i == 2 ? all[1] : all[0];
            int at = random.Next(starter.Count + 1);
            starter.Insert(at, $"s{i + 1}");
            if (random.Next(4) >= (isDeep ? 1 : 2))
            {
                starter.Insert(random.Next(at + 1, starter.Count + 1), $"j{i + 1}");
            }
        }

        return new OracleProgram(all);
    }

    /// <summary>Its steps in some order in which none has to wait; null where that ends in a deadlock.</summary>
    public List<(int Flow, string Step)>? Run(Random random)
    {
        var state = new OracleState(_flows);
        var done = new List<(int, string)>();
        while (!state.IsOver)
        {
            int[] ready = [.. Enumerable.Range(0, _flows.Length).Where(state.CanGo)];
            if (ready.Length == 0)
            {
                return null;
            }

            int flow = ready[random.Next(ready.Length)];
            for (int i = random.Next(1, 6); i > 0 && state.CanGo(flow); i--)
            {
                done.Add((flow, state.Next(flow)!));
                state = state.After(flow);
            }
        }

        return done;
    }

    /// <summary>Whether some interleaving comes to flows that wait for each other's locks.</summary>
    public bool CanDeadlock()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<OracleState>([new OracleState(_flows)]);
        while (open.TryPop(out OracleState? state))
        {
            if (!seen.Add(state.Key))
            {
                continue;
            }

            if (state.HasCircle())
            {
                return true;
            }

            for (int flow = 0; flow < _flows.Length; flow++)
            {
                if (state.CanGo(flow))
                {
                    open.Push(state.After(flow));
                }
            }
        }

        return false;
    }

    public override string ToString() => string.Join("; ", _flows.Select(static (steps, index) => $"{index + 1}: {string.Join(' ', steps)}"));

    private static List<string> Body(Random random, string[] locks, bool reads)
    {
        var steps = new List<string>();
        var held = new List<string>();
        for (int left = random.Next(2, 6); left > 0 || held.Count > 0;)
        {
            string[] free = [.. locks.Except(held)];
            if (left > 0 && free.Length > 0 && (held.Count == 0 || random.Next(5) < 3))
            {
                string taken = free[random.Next(free.Length)];
                held.Add(taken);
                steps.Add($"+{taken}{(reads && random.Next(2) == 0 ? ":r" : "")}");
                left--;
            }
            else if (held.Count > 0)
            {
                int index = random.Next(4) == 0 ? random.Next(held.Count) : held.Count - 1;
                steps.Add("-" + held[index]);
                held.RemoveAt(index);
            }
        }

        return steps;
    }
}
