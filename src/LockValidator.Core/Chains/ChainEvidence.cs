namespace LockValidator;

/// <summary>
/// Who walked a chain, so that what is not looked at any more is known to bring no new witness: flows that were seen on it, or any; and
/// whether it is still looked at each time, because other instances may come.
/// </summary>
/// <remarks>Immutable, published with its record.</remarks>
internal sealed class ChainEvidence
{
    // Then any flow counts as having walked it.
    private const int MostWalkers = 16;

    private readonly int _first;
    private readonly int[] _others;

    private ChainEvidence(int first, int[] others, int quiet, bool isOpen) => (_first, _others, Quiet, IsOpen) = (first, others, quiet, isOpen);

    /// <summary>How many walks in a row showed nothing new.</summary>
    public int Quiet { get; }

    /// <summary>Each walk is looked at.</summary>
    public bool IsOpen { get; }

    /// <summary>What is learnt from the chain is learnt as from any flow.</summary>
    public bool IsByAny => _first == 0 || _others.Length >= MostWalkers;

    public bool Admits(int walker) => !IsOpen && Has(walker);

    public static bool IsFull(ChainEvidence? before, int walker) => before is not null && !before.Has(walker) && before._others.Length + 1 >= MostWalkers;

    /// <summary>The same after one more walk.</summary>
    public static ChainEvidence After(ChainEvidence? before, int walker, bool foundNew, bool mustWatch, int settled)
    {
        int quiet = foundNew || before is null ? 0 : before.Quiet + 1;
        bool open = mustWatch && quiet < settled;
        return before is null ? new ChainEvidence(walker, [], quiet, open)
            : before.Has(walker) ? new ChainEvidence(before._first, before._others, quiet, open)
            : walker == 0 ? new ChainEvidence(0, [], quiet, open)
            : new ChainEvidence(before._first, [.. before._others, walker], quiet, open);
    }

    private bool Has(int walker) => IsByAny || walker == _first || Array.IndexOf(_others, walker) >= 0;
}
