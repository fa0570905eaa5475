namespace LockValidator;

/// <summary>The kernel layout of a circular order.</summary>
/// <remarks>
/// The chain is listed against the direction of the cycle: from the held lock, whose trace is that of the step which ends at it,
/// down to the lock being acquired, whose trace is the operation itself.
/// </remarks>
internal static class KernelCircularLayout
{
    public static void Append(ReportText text, Violation violation, LockUse taken, LockUse held, KernelReportOptions options)
    {
        string title = violation.Verdict is Verdict.Certain or Verdict.ObservedLive
            ? KernelText.Bug("Circular lock order")
            : KernelText.PossibleTitle + "circular locking dependency detected";
        KernelText.Banner(text, title, violation, options);
        text.Line($"{KernelText.Flow(violation)} is trying to acquire lock:");
        text.Line(KernelText.Use(taken));
        text.Line();
        text.Line("but task is already holding lock:");
        text.Line(KernelText.Use(held));
        text.Line();
        text.Line("which lock already depends on the new lock.");
        text.Line();
        AppendChain(text, violation, taken);
        text.Line("other info that might help us debug this:");
        text.Line();
        AppendScenario(text, violation.Cycle, taken.Class, held.Class);
        KernelText.HeldLocks(text, violation);
        text.Line();
        KernelText.Backtrace(text, violation);
    }

    private static void AppendChain(ReportText text, Violation violation, LockUse taken)
    {
        text.Line();
        text.Line("the existing dependency chain (in reverse order) is:");
        text.Line();
        for (int i = violation.Cycle.Count - 1; i > 0; i--)
        {
            DependencyStep step = violation.Cycle[i];
            text.Line($"-> #{i} {KernelText.Class(step.To)}:");
            if (step.Witness.Declared)
            {
                text.Line("       (not seen: declared by the program)");
            }
            else
            {
                KernelText.AppendFrames(text, step.Witness.Position, "       ");
            }

            text.Line();
        }

        text.Line($"-> #0 {KernelText.Class(taken.Class)}:");
        KernelText.AppendFrames(text, violation.Position, "       ");
        text.Line();
    }

    /// <summary>Whatever the length of the cycle, the scenario plays with three locks: both ends, and the one before the held lock.</summary>
    private static void AppendScenario(ReportText text, IReadOnlyList<DependencyStep> cycle, ClassSnapshot taken, ClassSnapshot held)
    {
        string first = KernelText.Name(taken), last = KernelText.Name(held);
        string middle = cycle.Count > 1 ? KernelText.Name(cycle[^1].From) : first;
        if (cycle.Count > 2)
        {
            text.Line("Chain exists of:");
            text.Line($"  {first} --> {middle} --> {last}");
            text.Line();
        }

        text.Line(" Possible unsafe locking scenario:");
        text.Line();
        text.Line("       CPU0                    CPU1");
        text.Line("       ----                    ----");
        text.Line($"  lock({last});");
        text.Line($"                               lock({middle});");
        text.Line($"                               lock({last});");
        text.Line($"  lock({first});");
        text.Line();
        text.Line(" *** DEADLOCK ***");
        text.Line();
    }
}
