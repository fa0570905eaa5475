namespace LockValidator;

/// <summary>A lock that a flow holds, as it was at the moment it was asked for.</summary>
/// <param name="Class">The class; null if it was unregistered or collected meanwhile.</param>
/// <param name="Subclass">The nesting level.</param>
/// <param name="Mode">The side.</param>
/// <param name="Kind">How the acquisition could end.</param>
/// <param name="Instance">The number of the instance.</param>
/// <param name="Count">How often it is held: more than 1 for re-entry and counted nesting.</param>
public readonly record struct HeldLock(LockClass? Class, int Subclass, LockMode Mode, AcquireKind Kind, long Instance, int Count);
