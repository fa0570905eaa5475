namespace LockValidator;

/// <summary>How a lock is taken, where it is not simply "exclusively, waiting as long as it takes".</summary>
/// <param name="Mode">The side that is taken.</param>
/// <param name="Kind">How the acquisition can end.</param>
/// <param name="Subclass">The nesting level of this acquisition among locks of one class, 0 to 7.</param>
/// <param name="Nest">A lock that is held and serialises all who take several locks of this class.</param>
/// <param name="Outer">The surroundings that this acquisition needs, where they are not those of the class.</param>
/// <param name="Unchecked">True: listed as held and checked for wait context, but transparent for order and usage.</param>
public readonly record struct AcquireOptions(
    LockMode Mode = LockMode.Exclusive,
    AcquireKind Kind = AcquireKind.Blocking,
    int Subclass = 0,
    LockMap Nest = default,
    WaitType Outer = WaitType.Inherit,
    bool Unchecked = false);
