using Microsoft.CodeAnalysis;

namespace LockValidator.Analyzers.Rules;

/// <summary>The rules: id, severity and words. Each has a page under docs/rules.</summary>
internal static class RuleTable
{
    private const string Pages = "https://github.com/lockvalidator/lockvalidator/blob/main/docs/rules/";

    public static readonly DiagnosticDescriptor LockOnValidated = Make("LVA001", DiagnosticSeverity.Error,
        "A lock statement on a validated lock uses its Monitor",
        "'lock' on '{0}' takes the object's Monitor, not the lock: write 'using ({1}.EnterScope())'");

    public static readonly DiagnosticDescriptor MonitorOnValidated = Make("LVA002", DiagnosticSeverity.Error,
        "Monitor is used on a validated lock",
        "'Monitor.{0}' on '{1}' uses the object's Monitor, not the lock: call the lock's own members");

    public static readonly DiagnosticDescriptor CopiedStruct = Make("LVA003", DiagnosticSeverity.Warning,
        "A lock that is a struct is copied or read-only",
        "'{0}' is a struct that changes as it is used: {1}");

    public static readonly DiagnosticDescriptor ReturnedReleaser = Make("LVA004", DiagnosticSeverity.Warning,
        "An async method returns what releases a lock",
        "The hold that '{0}' stands for belongs to this async method's flow: its caller does not hold the lock; make the method non-async");

    public static readonly DiagnosticDescriptor AwaitInScope = Make("LVA005", DiagnosticSeverity.Warning,
        "await inside the scope of a thread-affine lock",
        "After this 'await' another thread may go on, but '{0}' must be left by the thread that entered it");

    public static readonly DiagnosticDescriptor DroppedScope = Make("LVA006", DiagnosticSeverity.Warning,
        "What releases a lock is dropped",
        "The result of '{0}' releases the lock: without 'using' it is never released");

    public static readonly DiagnosticDescriptor TaskResult = Make("LVA007", DiagnosticSeverity.Info,
        "Task.Result is not captured",
        "Properties cannot be captured: write '{0}.ValidatedResult()' to have this wait checked");

    public static readonly DiagnosticDescriptor LazyValue = Make("LVA008", DiagnosticSeverity.Info,
        "Lazy.Value is not captured",
        "Properties cannot be captured: write '{0}.ValidatedValue()' to have this wait checked");

    public static readonly DiagnosticDescriptor ForeignLock = Make("LVA009", DiagnosticSeverity.Warning,
        "A Lock is not captured",
        "This is the framework's 'Lock', which capture does not see: {0}");

    private static DiagnosticDescriptor Make(string id, DiagnosticSeverity severity, string title, string message) =>
        new(id, title, message, "LockValidator", severity, isEnabledByDefault: true, helpLinkUri: Pages + id + ".md");
}
