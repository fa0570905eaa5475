namespace LockValidator.Tests;

/// <summary>One of our locks as the contract sees it. What a lock cannot do it says, and the contract expects otherwise.</summary>
public abstract class LockUnderTest
{
    /// <summary>Whether one flow may take it twice.</summary>
    public virtual bool IsReentrant => true;

    /// <summary>Whether only the thread that took it may release it.</summary>
    public virtual bool IsThreadAffine => true;

    /// <summary>Whether a wait ends when the thread is interrupted.</summary>
    public virtual bool IsInterruptible => true;

    /// <summary>Whether an interruption that is due ends even an acquisition of a free lock, as it does with a wait handle.</summary>
    public virtual bool IsAlwaysAWait => false;

    /// <summary>Whether a time-out and a try exist.</summary>
    public virtual bool HasTimeouts => true;

    /// <summary>Whether findings wait for the first matched release.</summary>
    public virtual bool HasTrial => false;

    /// <summary>What a flow gets that takes it twice though it may not: null where it would wait for itself for ever.</summary>
    public virtual Type? RecursionException => null;

    /// <summary>What a thread gets that releases what it does not hold.</summary>
    public virtual Type ReleaseException => typeof(SynchronizationLockException);

    public abstract void Enter();

    public abstract void EnterNested(int subclass);

    public abstract void EnterUnder(IValidatedLock under);

    /// <summary>By a wait of so many milliseconds, where <see cref="HasTimeouts"/>.</summary>
    public abstract bool TryEnter(int milliseconds);

    public abstract void Exit();

    /// <summary>Takes it, cancelled while waiting; false where there is no cancellation.</summary>
    public virtual bool Enter(CancellationToken token) => false;

    /// <summary>False where it is nothing to dispose.</summary>
    public virtual bool Dispose() => false;

    public abstract LockMap Map { get; }

    /// <summary>What an order function of the class is given.</summary>
    public abstract object Compared { get; }
}
