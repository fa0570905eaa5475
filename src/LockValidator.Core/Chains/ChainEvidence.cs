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

    // Evidence of an earlier epoch counts no more: what came since is to be looked at again.
    private readonly int _epoch;

    private ChainEvidence(int first, int[] others, int quiet, bool isOpen, int epoch) =>
        (_first, _others, Quiet, IsOpen, _epoch) = (first, others, quiet, isOpen, epoch);

    /// <summary>A chain that it is said of, without place and findings.</summary>
    public ChainRecord Clean => field ??= new ChainRecord(null, []) { Evidence = this };

    /// <summary>Nobody but the first has walked the chain, and once: many chains have it.</summary>
    public bool IsOfFirstWalk => _others.Length == 0 && Quiet == 0;

    /// <summary>What it takes in memory, where it is not shared by many: an estimate.</summary>
    public int Bytes => IsOfFirstWalk ? 0 : 48 + (_others.Length == 0 ? 0 : 24 + (4 * _others.Length));

    /// <summary>How many walks in a row showed nothing new.</summary>
    public int Quiet { get; }

    /// <summary>Each walk is looked at.</summary>
    public bool IsOpen { get; }

    /// <summary>What is learnt from the chain is learnt as from any flow.</summary>
    public bool IsByAny => _first == 0 || _others.Length >= MostWalkers;

    public bool Admits(int walker, int epoch) => !IsOpen && _epoch == epoch && Has(walker);

    /// <summary>Whether one more flow makes so many that any counts as having walked the chain.</summary>
    public static bool IsFull(ChainEvidence? before, int walker) => before is not null && !before.Has(walker) && before._others.Length + 1 >= MostWalkers;

    /// <summary>The same after one more walk.</summary>
    /// <param name="before">What was known; null: nothing.</param>
    /// <param name="walker">Who walked it.</param>
    /// <param name="epoch">The present epoch.</param>
    /// <param name="foundNew">Whether the walk showed something that a verdict can rest on.</param>
    /// <param name="settled">How many walks in a row must show nothing before the chain is taken for known; 0: it is now.</param>
    /// <param name="newest">The newest that was made for a chain that nobody had walked: given to the next one where it is the same.</param>
    public static ChainEvidence After(ChainEvidence? before, int walker, int epoch, bool foundNew, int settled, ref ChainEvidence? newest)
    {
        if (before is null || before._epoch != epoch)
        {
            return newest is { } same && same.IsFirstOf(walker, epoch, settled > 0) ? same : newest = new ChainEvidence(walker, [], 0, settled > 0, epoch);
        }

        int quiet = foundNew ? 0 : before.Quiet + 1;
        bool open = quiet < settled;
        return before.Has(walker) ? new ChainEvidence(before._first, before._others, quiet, open, epoch)
            : walker == 0 ? new ChainEvidence(0, [], quiet, open, epoch)
            : new ChainEvidence(before._first, [.. before._others, walker], quiet, open, epoch);
    }

    private bool IsFirstOf(int walker, int epoch, bool isOpen) => IsOfFirstWalk && _first == walker && IsOpen == isOpen && _epoch == epoch;

    private bool Has(int walker) => IsByAny || walker == _first || Array.IndexOf(_others, walker) >= 0;
}
