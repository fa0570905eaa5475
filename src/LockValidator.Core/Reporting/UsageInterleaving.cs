namespace LockValidator;

/// <summary>
/// How a usage conflict becomes a deadlock: the first flow is interrupted while it holds the unsafe lock; the interrupting code waits
/// for the safe one, whose holder waits, over the path between the two, for the first flow.
/// </summary>
internal static class UsageInterleaving
{
    public static Interleaving Of(UsageDetail usage)
    {
        IReadOnlyList<DependencyStep> path = usage.Path;
        int[] shown = ShownSteps.Of(path.Count);
        List<string> columns = [Interleaving.Header(1, usage.UnsafeWitness.Flow)];
        List<(int, string)> takes = [(0, CycleInterleaving.Take(usage.Unsafe, shared: false))];
        var waits = new List<(int, string)>();
        for (int i = 0; i < shown.Length; i++)
        {
            int column = i + 1, step = shown[i];
            if (step == ShownSteps.Gap)
            {
                columns.Add("...");
                takes.Add((column, ShownSteps.LeftOutText(path.Count)));
                continue;
            }

            int next = step == path.Count - 1 ? 1 : step + 3;
            columns.Add(Interleaving.Header(step + 2, path[step].Witness));
            takes.Add((column, CycleInterleaving.Take(path[step].From, LockText.HeldShared(path[step].Kinds))));
            waits.Add((column, CycleInterleaving.Take(path[step].To, LockText.TakenRecursive(path[step].Kinds)) + $"  (waits for {SafeText.Number(next)})"));
        }

        string context = SafeText.Name(usage.Context);
        string waitsFor = path.Count == 0 ? "what it interrupted" : "2";
        return new(
            columns,
            [
                .. takes,
                .. waits,
                (0, $"<{context} interrupts>"),
                (0, $"{CycleInterleaving.Take(usage.Safe, usage.Read)}  (waits for {waitsFor})"),
            ],
            $"The interrupted flow cannot release {LockText.Name(usage.Unsafe)} before {context} has ended, and that waits.");
    }
}
