using Microsoft.Extensions.Logging;

namespace LockValidator;

/// <summary>One source-generated message a rule, so that log filters and dashboards can tell rules by event id and name.</summary>
internal static partial class RuleMessages
{
    // A line for those who list lines, then the report.
    private const string Text = "{Rule} {Kind} ({Verdict}): {Classes}, in flow {Flow} at {Position} [{Fingerprint}]\n{Report}";

    public delegate void Message(
        ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    /// <summary>The message of a kind; one for kinds that are newer than this library.</summary>
    public static Message Of(ViolationKind kind) => kind switch
    {
        ViolationKind.CircularDependency => CircularDependency,
        ViolationKind.Recursion => Recursion,
        ViolationKind.SameClassNesting => SameClassNesting,
        ViolationKind.InvalidWaitContext => InvalidWaitContext,
        ViolationKind.InconsistentUsage => InconsistentUsage,
        ViolationKind.UsageInversion => UsageInversion,
        ViolationKind.SafeToUnsafeOrder => SafeToUnsafeOrder,
        ViolationKind.UnbalancedRelease => UnbalancedRelease,
        ViolationKind.NestLockNotHeld => NestLockNotHeld,
        ViolationKind.NestMergeWithoutNest => NestMergeWithoutNest,
        ViolationKind.HeldLockDestroyed => HeldLockDestroyed,
        ViolationKind.UseAfterDestroy => UseAfterDestroy,
        ViolationKind.LiveLockReinitialized => LiveLockReinitialized,
        ViolationKind.HeldAtFlowEnd => HeldAtFlowEnd,
        ViolationKind.HeldAtReturn => HeldAtReturn,
        ViolationKind.HeldAtScopeEnd => HeldAtScopeEnd,
        ViolationKind.ReadWriteMix => ReadWriteMix,
        ViolationKind.SuspiciousRcuUsage => SuspiciousRcuUsage,
        ViolationKind.AssertionFailed => AssertionFailed,
        ViolationKind.PinViolation => PinViolation,
        ViolationKind.DowngradeOfReader => DowngradeOfReader,
        ViolationKind.InvalidSubclass => InvalidSubclass,
        ViolationKind.DeclaredOrderViolation => DeclaredOrderViolation,
        ViolationKind.RankViolation => RankViolation,
        ViolationKind.DoubleOwner => DoubleOwner,
        ViolationKind.BlockingNotAllowed => BlockingNotAllowed,
        ViolationKind.NothingObserved => NothingObserved,
        ViolationKind.CircularWait => CircularWait,
        ViolationKind.HeldTooLong => HeldTooLong,
        ViolationKind.LiveDeadlock => LiveDeadlock,
        ViolationKind.WaitTooLong => WaitTooLong,
        _ => OtherRule,
    };

    [LoggerMessage(EventId = 1, Message = Text)]
    public static partial void CircularDependency(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 2, Message = Text)]
    public static partial void Recursion(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 3, Message = Text)]
    public static partial void SameClassNesting(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 4, Message = Text)]
    public static partial void InvalidWaitContext(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 5, Message = Text)]
    public static partial void InconsistentUsage(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 6, Message = Text)]
    public static partial void UsageInversion(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 7, Message = Text)]
    public static partial void SafeToUnsafeOrder(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 8, Message = Text)]
    public static partial void UnbalancedRelease(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 9, Message = Text)]
    public static partial void NestLockNotHeld(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 10, Message = Text)]
    public static partial void NestMergeWithoutNest(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 11, Message = Text)]
    public static partial void HeldLockDestroyed(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 12, Message = Text)]
    public static partial void UseAfterDestroy(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 13, Message = Text)]
    public static partial void LiveLockReinitialized(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 14, Message = Text)]
    public static partial void HeldAtFlowEnd(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 15, Message = Text)]
    public static partial void HeldAtReturn(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 16, Message = Text)]
    public static partial void HeldAtScopeEnd(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 17, Message = Text)]
    public static partial void ReadWriteMix(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 18, Message = Text)]
    public static partial void SuspiciousRcuUsage(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 19, Message = Text)]
    public static partial void AssertionFailed(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 20, Message = Text)]
    public static partial void PinViolation(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 21, Message = Text)]
    public static partial void DowngradeOfReader(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 22, Message = Text)]
    public static partial void InvalidSubclass(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 23, Message = Text)]
    public static partial void DeclaredOrderViolation(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 24, Message = Text)]
    public static partial void RankViolation(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 25, Message = Text)]
    public static partial void DoubleOwner(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 26, Message = Text)]
    public static partial void BlockingNotAllowed(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 27, Message = Text)]
    public static partial void NothingObserved(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 28, Message = Text)]
    public static partial void CircularWait(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 29, Message = Text)]
    public static partial void HeldTooLong(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 30, Message = Text)]
    public static partial void LiveDeadlock(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 31, Message = Text)]
    public static partial void WaitTooLong(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);

    [LoggerMessage(EventId = 0, Message = Text)]
    public static partial void OtherRule(ILogger logger, LogLevel level, string report, string rule, ViolationKind kind, Verdict verdict, string[] classes, string fingerprint, string flow, string position);
}
