using Microsoft.Extensions.Logging;

namespace LockValidator;

/// <summary>What a host does with findings. Read from the configuration section <c>LockValidator</c>, then from code; checked when the host starts.</summary>
/// <remarks>Rules are named in configuration by id (<c>LV0001</c>) or by name (<c>CircularDependency</c>).</remarks>
public sealed class LockValidatorOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string SectionName = "LockValidator";

    /// <summary>False: nothing is logged, counted or measured. Whether locks are validated at all is said by the environment variable <c>LOCKVALIDATION</c>.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The checker whose findings are meant; null: <see cref="LockChecker.Default"/>. Not read from configuration.</summary>
    public LockChecker? Checker { get; set; }

    /// <summary>The level of findings of a kind, whatever their verdict, allowed or not. <see cref="LogLevel.None"/>: they are counted and not logged.</summary>
    public IDictionary<ViolationKind, LogLevel> Levels { get; } = new Dictionary<ViolationKind, LogLevel>();

    /// <summary>The level of findings of a verdict, for kinds that <see cref="Levels"/> does not name; those that are allowed are information.</summary>
    public IDictionary<Verdict, LogLevel> VerdictLevels { get; } = new Dictionary<Verdict, LogLevel>
    {
        [Verdict.Certain] = LogLevel.Error,
        [Verdict.Possible] = LogLevel.Warning,
        [Verdict.Informational] = LogLevel.Information,
        [Verdict.ObservedLive] = LogLevel.Error,
        [Verdict.GateProtected] = LogLevel.Information,
        [Verdict.SingleFlow] = LogLevel.Information,
        [Verdict.OrderedByStartJoin] = LogLevel.Information,
        [Verdict.InstancesDiffer] = LogLevel.Information,
        [Verdict.InheritedOnly] = LogLevel.Information,
    };

    /// <summary>
    /// Namespaces, with all below them, whose findings are wanted (true) or not (false); the longest name that fits decides, and
    /// <c>*</c> stands for the rest. A finding is dropped only if every lock that it is about is made in an unwanted namespace.
    /// </summary>
    public IDictionary<string, bool> Namespaces { get; } = new Dictionary<string, bool>(StringComparer.Ordinal);

    /// <summary>
    /// How long flows may wait for each other before they are reported as a deadlock (LV0030); <see cref="Timeout.InfiniteTimeSpan"/>: for ever. Null: as the checker
    /// was made (<see cref="LockCheckerOptions.DeadlockLimit"/>). In configuration <c>00:00:10</c>, or <c>never</c>.
    /// </summary>
    public TimeSpan? DeadlockLimit { get; set; }

    /// <summary>
    /// How long a lock may be waited for while its queue does not move (LV0031); <see cref="Timeout.InfiniteTimeSpan"/>: for ever. Null: as the checker
    /// was made (<see cref="LockCheckerOptions.StallLimit"/>).
    /// </summary>
    public TimeSpan? StallLimit { get; set; }

    /// <summary>
    /// True: once a deadlock was reported the process ends (<see cref="Environment.FailFast(string)"/>), with the report as its last words, for whoever can start it
    /// anew: what is stuck stays stuck. Not for a deadlock that is allowed.
    /// </summary>
    public bool FailFastOnDeadlock { get; set; }

    /// <summary>
    /// Where the graph of the checker is written when the host stops and when the process ends or crashes: a file, or a folder, with <c>{pid}</c> and <c>{name}</c>, as for
    /// <see cref="LockGraphOutput"/>. Null: nowhere, but for the environment variable <c>LOCKVALIDATION_OUT</c>.
    /// </summary>
    public string? GraphOutput { get; set; }

    /// <summary>The checker that is meant.</summary>
    internal LockChecker EffectiveChecker => Checker ?? LockChecker.Default;

    /// <summary>What could not be read from configuration, one sentence each.</summary>
    internal List<string> ConfigurationErrors { get; } = [];

    internal LogLevel LevelOf(Violation violation) =>
        Levels.TryGetValue(violation.Kind, out LogLevel named) ? named
        : violation.Allowed is not null ? LogLevel.Information
        : VerdictLevels.TryGetValue(violation.Verdict, out LogLevel level) ? level : LogLevel.Warning;
}
