namespace LockValidator;

/// <summary>What becomes of findings: they are marked where they are allowed, told, and acted on.</summary>
public sealed partial class LockChecker
{
    /// <summary>
    /// What the baseline allows although no finding was about it so far, or although its day is over: after a whole run, what can be taken out of
    /// the file. One of several that are about the same finding is of use, the first.
    /// </summary>
    public IReadOnlyList<LockAllowance> StaleAllowances => Allowances.Stale;

    /// <summary>What is allowed, the same for a scope's checker as for the one around it.</summary>
    internal Allowances Allowances { get; }

    /// <summary>A baseline that cannot be meant is told once, at the start, and breaks nothing.</summary>
    private void SayProblems()
    {
        foreach (BaselineProblem problem in ReportsTo is null ? Options.Baseline.Problems : [])
        {
            Failures.Say(problem.ToString());
        }
    }

    /// <summary>Takes findings to policy and reporters, those added to an outer checker included.</summary>
    internal LockViolationException? Deliver(IReadOnlyList<Violation> findings, bool mayThrow) => Deliver(findings, mayThrow, LockScope.Receiver);

    /// <summary>As <see cref="Deliver(IReadOnlyList{Violation}, bool)"/>, for findings about other code than the calling one.</summary>
    internal LockViolationException? Deliver(IReadOnlyList<Violation> findings, bool mayThrow, LockScope? receiver) =>
        _delivery.Deliver(Allowances.Mark(findings), mayThrow, ReportsTo?._delivery, receiver);
}
