namespace LockValidator;

/// <summary>A lock class as it was when a finding was made.</summary>
/// <param name="Name">What reports call it, with <c>#n</c> where names repeat and <c>/n</c> for a subclass.</param>
/// <param name="StableId">The class's identity from run to run, without the subclass.</param>
/// <param name="Subclass">The nesting level, 0 to 7.</param>
/// <param name="Kind">Its wait types and type.</param>
/// <param name="Usage">The usage letters, two per context: <c>.</c> never, <c>-</c> used in it, <c>+</c> held with it enabled, <c>?</c> both.</param>
/// <param name="Outer">The number of the outer wait type in the checker's wait model.</param>
/// <param name="Inner">The number of the inner wait type in the checker's wait model.</param>
public sealed record ClassSnapshot(string Name, string StableId, int Subclass, LockKind Kind, string Usage, int Outer, int Inner)
{
    /// <summary>The stable id with the subclass: what traces and graph files use.</summary>
    public string Label => Subclass == 0 ? StableId : $"{StableId}/{Subclass}";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
