using System.Collections;

namespace LockValidator;

/// <summary>Of which classes an execution had several locks: a bit for each class and execution, for there can be tens of millions.</summary>
internal sealed class SeveralInstances(int classes)
{
    private readonly BitArray?[] _executions = new BitArray?[classes];

    // The first execution that each array has a bit for: most classes are met in the executions of few runs, which stand together.
    private readonly int[] _first = new int[classes];

    /// <summary>Whether some execution had several.</summary>
    public bool InAny(int type) => _executions[type] is not null;

    public bool In(int type, int execution) =>
        _executions[type] is { } known && execution - _first[type] is >= 0 and var bit && bit < known.Length && known[bit];

    public void Note(int type, int execution)
    {
        ref BitArray? known = ref _executions[type];
        ref int first = ref _first[type];
        if (known is null)
        {
            (known, first) = (new BitArray(64), execution & ~63);
        }
        else if (execution < first)
        {
            int more = first - (execution & ~63);
            known.Length += more;
            _ = known.LeftShift(more);
            first -= more;
        }
        else if (execution - first >= known.Length)
        {
            known.Length = Math.Max(2 * known.Length, (execution - first + 64) & ~63);
        }

        known[execution - first] = true;
    }
}
