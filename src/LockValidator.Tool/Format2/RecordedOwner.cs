namespace LockValidator;

/// <summary>Stands for the owner of a recorded lock: its order is what the recorded program's function said.</summary>
internal sealed class RecordedOwner(long instance)
{
    private readonly Dictionary<long, int?> _answers = [];

    /// <summary>The order of every recorded class that has one.</summary>
    public static Comparison<object> Order { get; } = static (left, right) => Compare((RecordedOwner)left, (RecordedOwner)right);

    /// <summary>The answers that came with an operation on this owner's lock replace older ones about the same held locks.</summary>
    public void Learn(long held, int? answer) => _answers[held] = answer;

    private static int Compare(RecordedOwner held, RecordedOwner next)
    {
        if (next._answers.TryGetValue(held.Instance, out int? answer) && answer is { } known)
        {
            return known;
        }

        // The engine counts an exception as "not ordered", as it did in the recorded program.
        return held._answers.TryGetValue(next.Instance, out answer) && answer is { } reverse
            ? -reverse
            : throw new InvalidOperationException("The recorded program did not compare the two.");
    }

    private long Instance { get; } = instance;
}
