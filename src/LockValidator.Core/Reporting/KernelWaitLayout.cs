namespace LockValidator;

/// <summary>The kernel layout of an invalid wait context.</summary>
internal static class KernelWaitLayout
{
    public static void Append(ReportText text, Violation violation, LockUse taken, WaitContextDetail detail, KernelReportOptions options)
    {
        string title = violation.Verdict == Verdict.Possible
            ? KernelText.PossibleTitle + "invalid wait context"
            : KernelText.Bug("Invalid wait context");
        KernelText.Banner(text, title, violation, options);
        text.Line($"{KernelText.Flow(violation)} is trying to lock:");
        text.Line(KernelText.Use(taken));
        text.Line("other info that might help us debug this:");
        text.Line($"context-{{{detail.ContextLevel}:{detail.ContextLevel}}}");
        KernelText.HeldLocks(text, violation);
        KernelText.Backtrace(text, violation);
    }
}
