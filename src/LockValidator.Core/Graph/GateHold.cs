namespace LockValidator;

/// <summary>One hold of a lock in which other flows were started.</summary>
internal sealed class GateHold
{
    private static int s_lastId;

    /// <summary>Unique within the process; never 0.</summary>
    public int Id { get; } = Interlocked.Increment(ref s_lastId);

    /// <summary>What it covers. Used by the holder's thread alone.</summary>
    public List<GateCover> Covers { get; } = [];

    /// <summary>Whether some of it was not waited for yet.</summary>
    public bool IsOpen => Covers.Exists(static cover => !cover.IsKept);
}
