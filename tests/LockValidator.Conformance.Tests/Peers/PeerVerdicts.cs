namespace LockValidator.Conformance.Tests;

/// <summary>Which finding answers which <c>expect</c>: section 6 of the format.</summary>
internal static class PeerVerdicts
{
    /// <summary>Whether a finding is one that the scenario expects.</summary>
    public static bool IsExpected(string expect, Violation found) => expect switch
    {
        "none" => false,

        // There the naive model says which cycles must be found.
        "model_equiv" or "cycle" or "gate_ok" or "ordered" or "single_thread" => IsCycle(found),
        "recursion" => found.Kind == ViolationKind.Recursion,
        "live_deadlock" => IsCycle(found) || found.Kind == ViolationKind.Recursion,
        "event_cycle" => IsCycle(found) && found.Cycle.Any(static step => step.From.Kind == LockKind.Wait),
        "bad_unlock" => found.Kind == ViolationKind.UnbalancedRelease,
        "leaked_hold" => found.Kind is ViolationKind.HeldAtScopeEnd or ViolationKind.HeldAtFlowEnd or ViolationKind.HeldAtReturn,
        "exit_held" => found.Kind == ViolationKind.HeldAtFlowEnd,
        "rw_mismatch" => found.Kind == ViolationKind.ReadWriteMix,
        "double_lock" => found.Kind == ViolationKind.DoubleOwner,
        "destroy_held" => found.Kind == ViolationKind.HeldLockDestroyed,
        "use_after_destroy" => found.Kind == ViolationKind.UseAfterDestroy,
        "reinit_live" => found.Kind == ViolationKind.LiveLockReinitialized,
        "rank_violation" => found.Kind == ViolationKind.RankViolation && !IsSameRank(found),
        "same_rank" => found.Kind == ViolationKind.RankViolation && IsSameRank(found),

        "hold_time" => found.Kind == ViolationKind.HeldTooLong,

        "stall" => found.Kind == ViolationKind.WaitTooLong,
        _ => throw new FormatException($"Expectation '{expect}' is not known."),
    };

    /// <summary>The verdict that a scenario asks for, by the name that it has or will have; null: any.</summary>
    public static string? VerdictOf(PeerScenario scenario) => scenario.Verdict switch
    {
        null => null,
        "possible" or "possible-unless-values-tracked" => nameof(Verdict.Possible),
        "gate-protected" or "gate-protected(cross-thread)" => "GateProtected",
        "ordered-by-start" or "ordered-by-join" => "OrderedByStartJoin",
        "single-thread" => "SingleFlow",
        string other => throw new FormatException($"Verdict '{other}' is not known."),
    };

    private static bool IsCycle(Violation found) => found.Kind is ViolationKind.CircularDependency or ViolationKind.CircularWait && found.Cycle.Count > 1;

    private static bool IsSameRank(Violation found) => found.Check is { } check && check.StartsWith("one of rank ", StringComparison.Ordinal);
}
