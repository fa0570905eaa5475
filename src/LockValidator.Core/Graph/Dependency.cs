namespace LockValidator;

/// <summary>That one class was held while another was taken. Written under the checker's lock.</summary>
/// <remarks>There is one for each pair: what few need stands apart.</remarks>
internal sealed class Dependency(ClassNode from, ClassNode to, Witness witness) : TableEntry
{
    // Not worked out from the classes each time: a look-up compares keys, and need not read those for it.
    private readonly long _key = KeyOf(from, to);
    private byte _kinds;
    private byte _refused;
    private byte _quiet;
    private Rare? _rare;

    public ClassNode From { get; } = from;

    public ClassNode To { get; } = to;

    public override long Key => _key;

    /// <summary>Something that is waited for, not locked, stands at one end.</summary>
    public bool IsWait => From.IsWait || To.IsWait;

    /// <summary>The kinds that are in the order graph.</summary>
    public DependencyKinds Kinds
    {
        get => (DependencyKinds)_kinds;
        set => _kinds = (byte)value;
    }

    /// <summary>The kinds that would have closed a cycle: kept beside the order graph, so that they are reported once.</summary>
    public DependencyKinds Refused
    {
        get => (DependencyKinds)_refused;
        set => _refused = (byte)value;
    }

    /// <summary>Those of <see cref="Kinds"/> that broke a usage rule: in the order, but they carry no usage.</summary>
    public DependencyKinds Quiet
    {
        get => (DependencyKinds)_quiet;
        set => _quiet = (byte)value;
    }

    /// <summary>When it was first seen.</summary>
    public Witness Witness { get; set; } = witness;

    /// <summary>The next one in the list of those that start, or end, at the same class; the lists' own.</summary>
    public Dependency? NextOut { get; set; }

    /// <inheritdoc cref="NextOut"/>
    public Dependency? NextIn { get; set; }

    /// <summary>The ways in which it was seen that a verdict can rest on; null where it was declared, stands for others, or is the kernel's: by any flow.</summary>
    public WitnessSet? Witnesses { get; set; }

    /// <summary>True where it is part of a cycle that is harmless as far as what was seen tells: what passes over it is looked at longer.</summary>
    public bool IsWatched { get; set; }

    /// <summary>
    /// The pairs of instances, held and taken, that it was learnt from, where each has one that may be demoted one day (0 stands for
    /// any other); null where it rests on firm ground.
    /// </summary>
    public HashSet<(long Held, long Taken)>? Grounds
    {
        get => _rare?.Grounds;
        set => Set(value, static (rare, grounds) => rare.Grounds = grounds);
    }

    /// <summary>The finding that a refused kind gave, to be delivered again.</summary>
    public Violation? Finding
    {
        get => _rare?.Finding;
        set => Set(value, static (rare, finding) => rare.Finding = finding);
    }

    /// <summary>The finding that a quiet kind gave, to be delivered again.</summary>
    public Violation? UsageFinding
    {
        get => _rare?.UsageFinding;
        set => Set(value, static (rare, finding) => rare.UsageFinding = finding);
    }

    public static long KeyOf(ClassNode from, ClassNode to) => ((long)from.Index << 32) | (uint)to.Index;

    private void Set<T>(T? value, Action<Rare, T?> set)
        where T : class
    {
        if (value is not null || _rare is not null)
        {
            set(_rare ??= new Rare(), value);
        }
    }

    private sealed class Rare
    {
        public HashSet<(long Held, long Taken)>? Grounds { get; set; }

        public Violation? Finding { get; set; }

        public Violation? UsageFinding { get; set; }
    }
}
