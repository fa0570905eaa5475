namespace LockValidator;

/// <summary>One kind of a recorded order, as one number: there can be millions.</summary>
internal readonly struct EdgeOfKind
{
    private const int KindBits = 2;

    private readonly int _packed;

    /// <param name="edge">The order, below 2^29.</param>
    /// <param name="kind">The place of its kind in <see cref="Kinds"/>.</param>
    public EdgeOfKind(int edge, int kind) => _packed = (edge << KindBits) | kind;

    /// <summary>All kinds.</summary>
    public static ReadOnlySpan<DependencyKinds> Kinds => [DependencyKinds.EN, DependencyKinds.ER, DependencyKinds.SN, DependencyKinds.SR];

    public int Edge => _packed >> KindBits;

    public DependencyKinds Kind => Kinds[_packed & (Kinds.Length - 1)];
}
