namespace LockValidator;

/// <summary>Makes the lists of what was held, and gives the same list again where the same locks are held again soon: many witnesses share it.</summary>
/// <remarks>Under the checker's lock.</remarks>
internal sealed class GateMemo
{
    /// <summary>Of many held locks the newest count: one that is left out can only make a verdict worse.</summary>
    private const int Most = 12;
    private const int Recent = 64;

    // Filled from its end: the newest lock comes first, and lists begin with the oldest.
    private readonly HeldGate[] _held = new HeldGate[Most];
    private readonly HeldGate[]?[] _recent = new HeldGate[]?[Recent];
    private int _first;

    public bool IsFull => _first == 0;

    /// <summary>Begins a list.</summary>
    public void Begin() => _first = Most;

    /// <summary>Adds a lock that was taken before those in the list.</summary>
    public void Under(in HeldGate gate) => _held[--_first] = gate;

    /// <summary>The list. Nobody may write to it.</summary>
    public HeldGate[] End()
    {
        ReadOnlySpan<HeldGate> held = _held.AsSpan(_first);
        if (held.IsEmpty)
        {
            return [];
        }

        ref HeldGate[]? recent = ref _recent[(int)(held[^1].Instance + held.Length) & (Recent - 1)];
        if (recent is null || !held.SequenceEqual(recent))
        {
            recent = held.ToArray();
        }

        return recent;
    }
}
