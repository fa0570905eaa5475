namespace LockValidator;

/// <summary>What the classes of a script are.</summary>
internal sealed record ScriptKind(string Word, LockKind Kind, bool Reentrant = false, bool Ordered = false)
{
    public static ScriptKind Lock { get; } = new("lock", LockKind.Sleeping, Reentrant: true);

    private static readonly ScriptKind[] s_all =
    [
        Lock,
        new("sleep", LockKind.Sleeping),
        new("rw", LockKind.ReaderWriter),
        new("raw", LockKind.RawSpin),
        new("spin", LockKind.Spin),
        new("async", LockKind.Async),
        new("rcu", LockKind.RcuRead),
        new("srcu", LockKind.SleepableRcuRead),
        new("wait", LockKind.Wait),
        new("ordered", LockKind.Sleeping, Reentrant: true, Ordered: true),
    ];

    /// <summary>Reads "P=raw M=sleep".</summary>
    public static Dictionary<string, ScriptKind> Parse(string kinds)
    {
        var byName = new Dictionary<string, ScriptKind>(StringComparer.Ordinal);
        int at = 0;
        foreach (string each in kinds.Split([' ', '\t', '\r', '\n']))
        {
            string[] parts = each.Split('=');
            if (each.Length > 0)
            {
                byName[parts[0]] = parts.Length == 2 && parts[0].Length > 0
                    ? s_all.FirstOrDefault(kind => kind.Word == parts[1])
                        ?? throw new LockScriptException(kinds, at + parts[0].Length + 1, $"there is no kind of lock '{parts[1]}'; known are {string.Join(", ", s_all.Select(static kind => kind.Word))}.")
                    : throw new LockScriptException(kinds, at, $"'{each}' says of no class what it is; write \"A=spin B=rw\".");
            }

            at += each.Length + 1;
        }

        return byName;
    }

    /// <summary>An ordered class allows its instances in ascending order of their numbers.</summary>
    public LockClass MakeClass(string name) => new(name, Kind, Ordered ? static (held, taken) => ((int)held).CompareTo((int)taken) : null);
}
