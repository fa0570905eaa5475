namespace LockValidator;

/// <summary>A hold that flows inherited which were forked under it. If it outlives them, its flow most likely waits for them: then what they take is taken under it.</summary>
internal sealed class InheritedHold
{
    // Written by any thread, once; read under the checker's lock.
    private volatile bool _isKept;

    /// <summary>It was still held when a flow that had inherited it went off its thread.</summary>
    public bool IsKept => _isKept;

    /// <returns>True if that is new.</returns>
    public bool Keep()
    {
        bool isNew = !_isKept;
        _isKept = true;
        return isNew;
    }
}
