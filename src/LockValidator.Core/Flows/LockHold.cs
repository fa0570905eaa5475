namespace LockValidator;

/// <summary>A hold that belongs to an async flow, not to a thread: taken here, released wherever the flow is then.</summary>
/// <remarks>A default value is no hold: its members do nothing. Safe for use by any number of threads.</remarks>
public readonly struct LockHold : IEquatable<LockHold>
{
    private readonly AsyncHeldNode? _node;

    internal LockHold(AsyncHeldNode node) => _node = node;

    /// <summary>True where two values stand for the same hold.</summary>
    public static bool operator ==(LockHold left, LockHold right) => left.Equals(right);

    /// <summary>True where two values stand for different holds.</summary>
    public static bool operator !=(LockHold left, LockHold right) => !left.Equals(right);

    /// <summary>The lock is not free, and is waited for. For the times that a checker may measure; else it does nothing.</summary>
    public void Contended() => _node?.Contended();

    /// <summary>The lock is not free: the flow waits for it from here on, to be called in its own code.</summary>
    /// <param name="blocking">Whether it blocks its thread; false: it awaits.</param>
    /// <returns>What is to be told of the end; null where nobody looks at it.</returns>
    public LockWait? BeginWait(bool blocking) => _node is { } node ? LockFlow.Current.BeginAsyncWait(node, blocking) : null;

    /// <summary>The lock has really been taken.</summary>
    public void MarkHeld() => _node?.MarkHeld();

    /// <summary>The lock is released, or the acquisition given up, on any thread. A second release does nothing.</summary>
    public void Release() => _node?.Release();

    /// <inheritdoc/>
    public bool Equals(LockHold other) => ReferenceEquals(_node, other._node);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LockHold other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(_node);
}
