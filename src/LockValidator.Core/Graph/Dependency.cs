namespace LockValidator;

/// <summary>That one class was held while another was taken. Written under the checker's lock.</summary>
/// <remarks>
/// No object but the number of a row, for there is one for each pair of classes: an object would cost three times as much, and the collector
/// would walk over all of them. One that is gone is not equal to what takes its row later.
/// </remarks>
internal readonly struct Dependency : IEquatable<Dependency>
{
    private readonly DependencyTable _table;
    private readonly uint _age;

    public Dependency(DependencyTable table, int number)
    {
        _table = table;
        Number = number;
        _age = table.RowAt(number).Age;
    }

    /// <summary>The number of its row.</summary>
    public int Number { get; }

    /// <summary>False once it was removed; nothing else may be asked then.</summary>
    public bool Exists => _table.RowAt(Number) is { From: not DependencyTable.None } row && row.Age == _age;

    public ClassNode From => _table.Classes[Row.From];

    public ClassNode To => _table.Classes[Row.To];

    /// <summary>Something that is waited for, not locked, stands at one end.</summary>
    public bool IsWait => From.IsWait || To.IsWait;

    /// <summary>The kinds that are in the order graph.</summary>
    public DependencyKinds Kinds => Row.Kinds;

    /// <summary>The kinds that would have closed a cycle: kept beside the order graph, so that they are reported once.</summary>
    public DependencyKinds Refused => Row.Refused;

    /// <summary>Those of <see cref="Kinds"/> that broke a usage rule: in the order, but they carry no usage.</summary>
    public DependencyKinds Quiet => Row.Quiet;

    /// <summary>True where it is part of a cycle that is harmless as far as what was seen tells: what passes over it is looked at longer.</summary>
    public bool IsWatched => Row.IsWatched;

    /// <summary>When it was first seen.</summary>
    public Witness Witness => Evidence.First;

    /// <summary>The ways in which it was seen that a verdict can rest on; null where it was declared, stands for others, or is the kernel's: by any flow.</summary>
    public WitnessSet? Witnesses => _table.WitnessesAt(Number) is { IsTold: true } seen ? seen : null;

    /// <summary>Whether there are <see cref="Witnesses"/>: asked without making any.</summary>
    public bool AreWaysTold => Evidence is { OnlyIn: not null } or { All.IsTold: true };

    /// <summary>
    /// The pairs of instances, held and taken, that it was learnt from, where each has one that may be demoted one day; null where it
    /// rests on firm ground.
    /// </summary>
    public DependencyGrounds? Grounds => _table.RemarksAt(Number)?.Grounds;

    /// <summary>The finding that a refused kind gave, to be delivered again.</summary>
    public Violation? Finding => _table.RemarksAt(Number)?.Finding;

    /// <summary>The finding that a quiet kind gave, to be delivered again.</summary>
    public Violation? UsageFinding => _table.RemarksAt(Number)?.UsageFinding;

    /// <summary>The row, to be changed. Good until a dependency is added.</summary>
    public ref DependencyRow Row => ref _table.RowOf(this);

    /// <summary>How it was seen, to be changed. Good until a dependency is added.</summary>
    public ref DependencyEvidence Evidence => ref _table.EvidenceAt(Number);

    /// <summary>The way in which it was seen, if in one plain way only. To be changed; good until a dependency is added.</summary>
    public ref OneWay Way => ref _table.WayAt(Number);

    /// <summary>What few have, to be written; made now if it was not there.</summary>
    public DependencyRemarks Remarks => _table.RequireRemarksAt(Number);

    public bool Equals(Dependency other) => Number == other.Number && _age == other._age && ReferenceEquals(_table, other._table);

    public override bool Equals(object? obj) => obj is Dependency other && Equals(other);

    public override int GetHashCode() => Number;
}
