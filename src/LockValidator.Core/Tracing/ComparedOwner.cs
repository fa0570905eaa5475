namespace LockValidator;

/// <summary>What a class's order function said of a held lock and the one of the operation.</summary>
/// <param name="Held">The number of the held instance.</param>
/// <param name="Result">Its answer; null where it threw, which counts as "not ordered".</param>
internal readonly record struct ComparedOwner(long Held, int? Result);
