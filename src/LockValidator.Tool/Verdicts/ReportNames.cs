namespace LockValidator;

/// <summary>What the verdicts of traces call the kinds of findings.</summary>
internal static class ReportNames
{
    public static string Of(ViolationKind kind) => kind switch
    {
        ViolationKind.CircularDependency => "circular",
        ViolationKind.CircularWait => "circular_wait",
        ViolationKind.Recursion or ViolationKind.SameClassNesting => "recursive",
        ViolationKind.InvalidWaitContext => "invalid_wait_context",
        ViolationKind.InconsistentUsage => "inconsistent_state",
        ViolationKind.UsageInversion => "irq_inversion",
        ViolationKind.SafeToUnsafeOrder => "irq_safe_unsafe",
        ViolationKind.UnbalancedRelease => "bad_unlock_balance",
        ViolationKind.NestLockNotHeld => "nested_lock_not_held",
        ViolationKind.HeldLockDestroyed => "held_lock_freed",
        ViolationKind.HeldAtFlowEnd => "task_exit_holding",
        ViolationKind.HeldAtReturn => "user_return_holding",
        ViolationKind.AssertionFailed => "assert",
        ViolationKind.PinViolation or ViolationKind.DowngradeOfReader => "warn",
        ViolationKind.InvalidSubclass => "invalid_subclass",
        ViolationKind.NestMergeWithoutNest => "nest_merge_without_nest",
        ViolationKind.UseAfterDestroy => "use_after_destroy",
        ViolationKind.LiveLockReinitialized => "live_lock_reinitialized",
        ViolationKind.HeldAtScopeEnd => "scope_end_holding",
        ViolationKind.ReadWriteMix => "read_write_mix",
        ViolationKind.SuspiciousRcuUsage => "suspicious_rcu_usage",
        ViolationKind.DeclaredOrderViolation => "declared_order",
        ViolationKind.RankViolation => "rank",
        ViolationKind.DoubleOwner => "double_owner",
        ViolationKind.BlockingNotAllowed => "blocking_not_allowed",
        ViolationKind.NothingObserved => "nothing_observed",
        ViolationKind.HeldTooLong => "held_too_long",
        ViolationKind.LiveDeadlock => "live_deadlock",
        ViolationKind.WaitTooLong => "wait_too_long",
        _ => kind.RuleId(),
    };
}
