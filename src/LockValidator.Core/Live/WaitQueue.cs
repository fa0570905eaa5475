namespace LockValidator;

/// <summary>All who wait for one instance. Under the table's gate.</summary>
internal sealed class WaitQueue
{
    public List<LockWait> Waits { get; } = [];

    /// <summary>When it was last seen that somebody got the lock or let it go: a queue that moves is no stall, however long it is.</summary>
    public long MovedAt { get; set; }

    /// <summary>Who held it at the last look; null: not looked at yet.</summary>
    public string? Holders { get; set; }
}
