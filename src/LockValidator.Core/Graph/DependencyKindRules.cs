namespace LockValidator;

/// <summary>How modes make kinds, and which kinds can follow which.</summary>
internal static class DependencyKindRules
{
    /// <summary>Kinds that leave a class as held by a reader.</summary>
    public const DependencyKinds FromShared = DependencyKinds.SR | DependencyKinds.SN;

    /// <summary>Kinds that arrive at a class as a recursive reader.</summary>
    public const DependencyKinds ToRecursive = DependencyKinds.ER | DependencyKinds.SR;

    public static DependencyKinds Of(bool heldShared, LockMode taken) => (heldShared, taken == LockMode.SharedRecursive) switch
    {
        (false, true) => DependencyKinds.ER,
        (false, false) => DependencyKinds.EN,
        (true, true) => DependencyKinds.SR,
        (true, false) => DependencyKinds.SN,
    };

    /// <summary>
    /// The kinds that a strong path can use after a weak arrival: a recursive reader waits for an exclusive holder only, so the
    /// next step must leave as one. Backwards it is the mirror image.
    /// </summary>
    public static DependencyKinds AfterWeak(DependencyKinds kinds, bool forwards) => kinds & ~(forwards ? FromShared : ToRecursive);

    /// <summary>Whether what these kinds reach is weak: reached as a recursive reader only (backwards: left as a reader only).</summary>
    public static bool ArriveWeak(DependencyKinds kinds, bool forwards) => (kinds & ~(forwards ? ToRecursive : FromShared)) == 0;
}
