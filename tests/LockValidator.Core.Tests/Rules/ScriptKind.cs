namespace LockValidator.Core.Tests.Rules;

/// <summary>What the classes of a script are.</summary>
internal sealed record ScriptKind(LockKind Kind, bool Reentrant = false, bool Ordered = false, bool Unordered = false)
{
    public static ScriptKind Raw { get; } = new(LockKind.RawSpin);

    public static ScriptKind Of(string name) => name switch
    {
        "raw" => Raw,
        "spin" => new(LockKind.Spin),
        "sleep" => new(LockKind.Sleeping),
        "async" => new(LockKind.Async),
        "rcu" => new(LockKind.RcuRead),
        "srcu" => new(LockKind.SleepableRcuRead),
        "wait" => new(LockKind.Wait),
        "percpu" => new(new LockKind(WaitType.Spin, Type: LockClassType.PerCpu)),
        "override" => new(LockKind.WaitOverride(WaitType.Sleep)),
        "reentrant" => new(LockKind.RawSpin, Reentrant: true),
        "ordered" => new(LockKind.RawSpin, Ordered: true),
        "noorder" => new(LockKind.RawSpin, Unordered: true),
        _ => throw new ArgumentException($"No kind '{name}'.", nameof(name)),
    };

    /// <summary>An ordered class allows instances in ascending order of their numbers.</summary>
    public LockClass MakeClass(string name) => Unordered
        ? LockClass.WithoutOrder(name, Kind)
        : new LockClass(name, Kind, Ordered ? static (held, taken) => ((int)held).CompareTo((int)taken) : null);
}
