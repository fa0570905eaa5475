namespace LockValidator;

/// <summary>That one class was held while another was taken. Written under the checker's lock.</summary>
internal sealed class Dependency(ClassNode from, ClassNode to, Witness witness)
{
    public ClassNode From { get; } = from;

    public ClassNode To { get; } = to;

    /// <summary>Something that is waited for, not locked, stands at one end.</summary>
    public bool IsWait => From.IsWait || To.IsWait;

    /// <summary>The kinds that are in the order graph.</summary>
    public DependencyKinds Kinds { get; set; }

    /// <summary>The kinds that would have closed a cycle: kept beside the order graph, so that they are reported once.</summary>
    public DependencyKinds Refused { get; set; }

    /// <summary>Those of <see cref="Kinds"/> that broke a usage rule: in the order, but they carry no usage.</summary>
    public DependencyKinds Quiet { get; set; }

    /// <summary>When it was first seen.</summary>
    public Witness Witness { get; set; } = witness;

    /// <summary>The ways in which it was seen that a verdict can rest on; null where it was declared, stands for others, or is the kernel's: by any flow.</summary>
    public WitnessSet? Witnesses { get; set; }

    /// <summary>True where it is part of a cycle that is harmless as far as what was seen tells: what passes over it is looked at longer.</summary>
    public bool IsWatched { get; set; }

    /// <summary>
    /// The pairs of instances, held and taken, that it was learnt from, where each has one that may be demoted one day (0 stands for
    /// any other); null where it rests on firm ground.
    /// </summary>
    public HashSet<(long Held, long Taken)>? Grounds { get; set; }

    /// <summary>The finding that a refused kind gave, to be delivered again.</summary>
    public Violation? Finding { get; set; }

    /// <summary>The finding that a quiet kind gave, to be delivered again.</summary>
    public Violation? UsageFinding { get; set; }
}
