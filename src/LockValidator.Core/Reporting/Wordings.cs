namespace LockValidator;

/// <summary>Which family of findings has the words for a kind.</summary>
internal static class Wordings
{
    public static Wording Of(Violation violation) => violation.Kind switch
    {
        ViolationKind.CircularDependency => OrderWording.Circular(violation),
        ViolationKind.CircularWait => WaitWording.Circular(violation),
        ViolationKind.DeclaredOrderViolation => OrderWording.DeclaredOrder(violation),
        ViolationKind.RankViolation => OrderWording.Rank(violation),

        ViolationKind.Recursion => NestingWording.Recursion(violation),
        ViolationKind.SameClassNesting => NestingWording.SameClass(violation),
        ViolationKind.NestLockNotHeld => NestingWording.NestLockNotHeld(violation),
        ViolationKind.NestMergeWithoutNest => NestingWording.MergeWithoutNest(violation),
        ViolationKind.InvalidSubclass => NestingWording.InvalidSubclass(violation),

        ViolationKind.InvalidWaitContext => WaitWording.InvalidContext(violation),
        ViolationKind.BlockingNotAllowed => WaitWording.BlockingNotAllowed(violation),

        ViolationKind.InconsistentUsage => UsageWording.Inconsistent(violation),
        ViolationKind.UsageInversion => UsageWording.Inversion(violation),
        ViolationKind.SafeToUnsafeOrder => UsageWording.SafeToUnsafe(violation),

        ViolationKind.UnbalancedRelease => HoldWording.UnbalancedRelease(violation),
        ViolationKind.ReadWriteMix => HoldWording.ReadWriteMix(violation),
        ViolationKind.DowngradeOfReader => HoldWording.DowngradeOfReader(violation),
        ViolationKind.DoubleOwner => HoldWording.DoubleOwner(violation),
        ViolationKind.PinViolation => HoldWording.Pin(violation),
        ViolationKind.HeldTooLong => HoldWording.TooLong(violation),

        ViolationKind.LiveDeadlock => LiveWording.Deadlock(violation),
        ViolationKind.WaitTooLong => LiveWording.WaitTooLong(violation),

        ViolationKind.HeldAtFlowEnd => LeakWording.AtFlowEnd(violation),
        ViolationKind.HeldAtReturn => LeakWording.AtReturn(violation),
        ViolationKind.HeldAtScopeEnd => LeakWording.AtScopeEnd(violation),

        ViolationKind.HeldLockDestroyed => LifetimeWording.HeldLockDestroyed(violation),
        ViolationKind.UseAfterDestroy => LifetimeWording.UseAfterDestroy(violation),
        ViolationKind.LiveLockReinitialized => LifetimeWording.LiveLockReinitialized(violation),

        ViolationKind.SuspiciousRcuUsage => CheckWording.SuspiciousRcu(violation),
        ViolationKind.AssertionFailed => CheckWording.AssertionFailed(violation),
        ViolationKind.NothingObserved => CheckWording.NothingObserved(),
        _ => CheckWording.Unknown(violation),
    };
}
