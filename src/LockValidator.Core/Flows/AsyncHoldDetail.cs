namespace LockValidator;

/// <summary>What few async holds need: kept apart, so that the others are small.</summary>
internal sealed class AsyncHoldDetail
{
    /// <summary>
    /// The thread flows that show the hold besides the first one. Under the lock of the node, which nobody outside has; read with Volatile. Weakly, for a hold may
    /// outlive any number of threads.
    /// </summary>
    public List<WeakReference<LockFlow>>? AlsoShownBy;

    /// <summary>The hold as the flows that inherited it know it; made when the first one takes something under it. With Interlocked.</summary>
    public InheritedHold? AsInherited;

    /// <summary>The thread flow that showed the hold last, where that is not the one that took it.</summary>
    public LockFlow? LastFlow;

    /// <summary>What the flow that forked this one held then, oldest first. Not on the list of <see cref="AsyncHeldNode.Older"/>.</summary>
    public IReadOnlyList<AsyncHeldNode> Inherited { get; init; } = [];

    /// <summary>Who was told of the acquisition, and is to hear of its end.</summary>
    public ILockObserver? Observer { get; init; }

    /// <summary>The nest lock; a default value: none.</summary>
    public LockMap Nest { get; init; }
}
