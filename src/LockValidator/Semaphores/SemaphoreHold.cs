namespace LockValidator;

/// <summary>One hold of a semaphore that counts as a lock.</summary>
/// <param name="Hold">The hold, for the checker.</param>
/// <param name="Thread">The thread that took it by blocking; 0 where it was awaited.</param>
internal readonly record struct SemaphoreHold(LockHold Hold, int Thread);
