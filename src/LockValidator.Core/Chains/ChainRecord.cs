namespace LockValidator;

/// <summary>What is known of a chain that was validated.</summary>
/// <param name="Position">Where its newest lock was taken when it was first validated.</param>
/// <param name="Findings">What it broke; a dirty chain delivers them again whenever it is walked.</param>
internal sealed record ChainRecord(CodePosition? Position, Violation[] Findings)
{
    public static ChainRecord Clean { get; } = new(null, []);

    public bool IsDirty => Findings.Length > 0;

    /// <summary>Many chains have it.</summary>
    public bool IsShared => ReferenceEquals(this, Clean) || (Position is null && !IsDirty && Evidence is { IsOfFirstWalk: true });

    /// <summary>Whether it closes a cycle that is harmless as far as what was seen tells.</summary>
    public bool IsHarmlessCycle { get; } = Array.Exists(Findings, static finding => !finding.FailsBuilds && finding.Kind == ViolationKind.CircularDependency);

    /// <summary>Who walked it; null: no verdict rests on it, so that it does not matter.</summary>
    public ChainEvidence? Evidence { get; init; }

    /// <summary>Whether anybody may walk it without being looked at, until all chains are looked at again.</summary>
    public bool IsForAll => Evidence is not { } evidence || evidence is { IsOpen: false, IsByAny: true };

    /// <summary>Whether a walk by such a flow shows nothing that is not known: then it need not be looked at.</summary>
    public bool Admits(int walker, int epoch) => Evidence is not { } evidence || evidence.Admits(walker, epoch);
}
