namespace LockValidator;

/// <summary>A recorded dependency. Its witnesses are a list in the table.</summary>
internal struct EdgeEntry
{
    public int From;
    public int To;

    /// <summary>The first of a list, in canonical order; -1: none.</summary>
    public int FirstWitness;

    /// <summary>Kinds that some run had in its order, and those that some run refused.</summary>
    public DependencyKinds Kinds, Refused;

    /// <summary>Kinds that broke a usage rule.</summary>
    public DependencyKinds Quiet;

    public readonly DependencyKinds AllKinds => Kinds | Refused;
}
