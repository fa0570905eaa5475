namespace LockValidator;

/// <summary>One lock as a finding shows it: which class and instance, which side, and where it was taken.</summary>
/// <param name="Class">The class.</param>
/// <param name="Mode">The side.</param>
/// <param name="Kind">How the acquisition could end.</param>
/// <param name="Instance">The name of the instance: as in the trace, or its number.</param>
/// <param name="Position">Where it was taken; for a held lock on a known path, where that path was first seen.</param>
/// <param name="Count">How often it is held: more than 1 for re-entry and counted nesting.</param>
/// <param name="Unchecked">True where it takes no part in order and usage.</param>
public sealed record LockUse(
    ClassSnapshot Class,
    LockMode Mode,
    AcquireKind Kind,
    string Instance,
    CodePosition Position,
    int Count = 1,
    bool Unchecked = false);
