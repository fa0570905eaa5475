namespace LockValidator;

/// <summary>The levels of an invalid wait context.</summary>
/// <param name="Model">The wait model in force; it gives the numbers their meaning.</param>
/// <param name="Required">What the acquisition needs.</param>
/// <param name="Available">What the surroundings allow.</param>
/// <param name="ContextLevel">The level of the context itself, before held locks: what a kernel-layout report prints.</param>
/// <param name="Context">The context's name; "task" outside of all.</param>
/// <param name="Limit">The held lock that allows no more; null where it is the context.</param>
public sealed record WaitContextDetail(WaitModel Model, WaitType Required, WaitType Available, int ContextLevel, string Context, LockUse? Limit);
