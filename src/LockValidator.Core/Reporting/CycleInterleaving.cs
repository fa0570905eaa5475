namespace LockValidator;

/// <summary>How a cycle of orders becomes a deadlock: a flow a step, each holds the step's first lock and waits for its second.</summary>
internal static class CycleInterleaving
{
    public static Interleaving Of(Violation violation)
    {
        IReadOnlyList<DependencyStep> cycle = violation.Cycle;
        int[] shown = ShownSteps.Of(cycle.Count);
        var columns = new List<string>(shown.Length);
        var takes = new List<(int, string)>();
        var waits = new List<(int, string)>();
        for (int column = 0; column < shown.Length; column++)
        {
            int step = shown[column];
            if (step == ShownSteps.Gap)
            {
                columns.Add("...");
                takes.Add((column, ShownSteps.LeftOutText(cycle.Count)));
                continue;
            }

            columns.Add(Header(cycle, shown.AsSpan(0, column), step));
            takes.Add((column, Begin(cycle[step].From, IsShared(step, violation.Holding, LockText.HeldShared(cycle[step].Kinds)))));
            waits.Add((column, End(cycle[step].To, IsShared(step, violation.Acquiring, LockText.TakenRecursive(cycle[step].Kinds))) + WaitsFor(step, cycle.Count)));
        }

        return new(columns, [.. takes, .. waits], "Each flow waits for the next, and the last for the first: none goes on.");
    }

    /// <summary>One flow does not wait for itself: where it has a column already, it takes another one that does as it did.</summary>
    private static string Header(IReadOnlyList<DependencyStep> cycle, ReadOnlySpan<int> before, int step)
    {
        Witness witness = cycle[step].Witness;
        foreach (int earlier in before)
        {
            if (earlier != ShownSteps.Gap && !witness.Declared && cycle[earlier].Witness is { Declared: false } first && first.Flow == witness.Flow && first.Execution == witness.Execution)
            {
                return $"{SafeText.Number(step + 1)}: another like {SafeText.Number(earlier + 1)}";
            }
        }

        return Interleaving.Header(step + 1, witness);
    }

    private static string Begin(ClassSnapshot type, bool shared) => LockText.IsWait(type) ? $"run what completes {LockText.Name(type)}" : Take(type, shared);

    private static string End(ClassSnapshot type, bool shared) => LockText.IsWait(type) ? $"wait for {LockText.Name(type)}" : Take(type, shared);

    public static string Take(ClassSnapshot type, bool shared) => $"take {LockText.Name(type)}{(shared ? " shared" : "")}";

    /// <summary>Of the new step the modes are known; of an earlier one only what its kinds leave open.</summary>
    private static bool IsShared(int step, LockUse? use, bool otherwise) =>
        step == 0 && use is not null ? use.Mode is LockMode.Shared or LockMode.SharedRecursive : otherwise;

    private static string WaitsFor(int step, int steps) => $"  (waits for {SafeText.Number(((step + 1) % steps) + 1)})";
}
