namespace LockValidator;

/// <summary>A recorded dependency. Its witnesses are a list in the table.</summary>
internal struct EdgeEntry
{
    public int From;
    public int To;

    /// <summary>The first of a list, in canonical order; -1: none.</summary>
    public int FirstWitness;

    // There are millions of these: a byte each.
    private byte _kinds, _refused, _quiet;

    /// <summary>Kinds that some run had in its order.</summary>
    public DependencyKinds Kinds
    {
        readonly get => (DependencyKinds)_kinds;
        set => _kinds = (byte)value;
    }

    /// <summary>Kinds that some run refused.</summary>
    public DependencyKinds Refused
    {
        readonly get => (DependencyKinds)_refused;
        set => _refused = (byte)value;
    }

    /// <summary>Kinds that broke a usage rule.</summary>
    public DependencyKinds Quiet
    {
        readonly get => (DependencyKinds)_quiet;
        set => _quiet = (byte)value;
    }

    public readonly DependencyKinds AllKinds => Kinds | Refused;
}
