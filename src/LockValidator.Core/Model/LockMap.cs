// Hot path: no allocation, no lock, no virtual call.
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>
/// The identity of one lock instance, for the validator. A lock keeps one in a field and tells it of each acquisition and release;
/// any home-made lock, work item, event or task is made known the same way.
/// </summary>
/// <remarks>
/// A small mutable struct: keep it in a non-readonly field and pass it by reference. It is never registered or stored, needs no
/// finalizer, and is as safe for use by many threads as the lock that it stands for. All members act on
/// <see cref="LockFlow.Current"/>. A default value is no lock: all operations on it do nothing.
/// </remarks>
[DebuggerDisplay("{Class?.Name,nq} #{Instance}")]
public partial struct LockMap : IEquatable<LockMap>
{
    private static long s_lastInstance;

    // What it shares with others of its class; written as a whole where the class, the subclass or a flag changes.
    private LockProfile? _profile;
    private object? _owner;
    private long _instance;

    /// <summary>Makes the identity of a new lock.</summary>
    /// <param name="type">Its class.</param>
    /// <param name="reentrant">True where a flow that holds the lock may take it again.</param>
    /// <param name="threadAffine">True where only the thread that took the lock can release it.</param>
    /// <param name="owner">What the class's order function compares: the lock itself, or the object that it guards.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public LockMap(LockClass type, bool reentrant = false, bool threadAffine = true, object? owner = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        _profile = LockProfile.Of(type, (reentrant ? LockMapFlags.Reentrant : 0) | (threadAffine ? LockMapFlags.ThreadAffine : 0));
        _owner = owner;
        _instance = Interlocked.Increment(ref s_lastInstance);
        type.CountInstance(_instance);
    }

    /// <summary>The class; null for a default value.</summary>
    public readonly LockClass? Class => _profile?.Class;

    /// <summary>The number of the instance: never reused; 0 for a default value.</summary>
    public readonly long Instance => _instance;

    /// <summary>True where a flow that holds the lock may take it again.</summary>
    public readonly bool IsReentrant => (Flags & LockMapFlags.Reentrant) != 0;

    /// <summary>True where only the thread that took the lock can release it.</summary>
    public readonly bool IsThreadAffine => (Flags & LockMapFlags.ThreadAffine) != 0;

    internal readonly object? Owner => _owner;

    internal readonly LockProfile? Profile => _profile;

    internal readonly bool IsDemotable => (Flags & LockMapFlags.Demotable) != 0;

    internal readonly bool IsOnTrial => (Flags & LockMapFlags.Trial) != 0;

    internal readonly bool IsDemoted => (Flags & LockMapFlags.Demoted) != 0;

    internal readonly bool IsDestroyed => (Flags & LockMapFlags.Destroyed) != 0;

    /// <summary>The nesting level that the instance has been given for good.</summary>
    internal readonly int Subclass => _profile?.Subclass ?? 0;

    private readonly LockMapFlags Flags => _profile?.Flags ?? 0;

    /// <summary>True where two values stand for the same lock.</summary>
    public static bool operator ==(LockMap left, LockMap right) => left.Equals(right);

    /// <summary>True where two values stand for different locks.</summary>
    public static bool operator !=(LockMap left, LockMap right) => !left.Equals(right);

    /// <summary>The current flow is about to take the lock exclusively, waiting as long as it takes. Call it before the real acquisition.</summary>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; nothing is held.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Acquire()
    {
        if (LockValidation.IsEnabled)
        {
            HotBlock.Hot here = HotBlock.Current;
            if (_profile is not { } profile || !here.TryPush(profile.Key, profile.Head, _instance))
            {
                AcquireSlow(default);
            }
        }
    }

    /// <summary>The current flow is about to take one side of the lock, waiting as long as it takes.</summary>
    /// <param name="mode">The side.</param>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; nothing is held.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Acquire(LockMode mode)
    {
        if (LockValidation.IsEnabled && !TryAcquireKnown(mode))
        {
            AcquireSlow(mode);
        }
    }

    /// <summary>The current flow is about to take the lock exclusively, or, for a try, has just taken it.</summary>
    /// <param name="kind">How.</param>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; nothing is held.</exception>
    public readonly void Acquire(AcquireKind kind)
    {
        HotBlock.Hot here = HotBlock.Current;
        if (LockValidation.IsEnabled && !(_profile is { } profile && kind switch
            {
                AcquireKind.Try => here.TryPush(profile.TryKey, profile.TryHead, _instance),
                AcquireKind.Timed => here.TryPush(profile.TimedKey, profile.TimedHead, _instance),
                _ => false,
            }))
        {
            Acquire(new AcquireOptions(Kind: kind));
        }
    }

    /// <summary>The current flow is about to take the lock (or, for a try, has just taken it).</summary>
    /// <param name="options">How.</param>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; nothing is held.</exception>
    public readonly void Acquire(in AcquireOptions options)
    {
        if (LockValidation.IsEnabled)
        {
            LockFlow.Current.Acquire(in this, in options);
        }
    }

    /// <summary>The current flow has released the lock, or is about to.</summary>
    /// <param name="mode">The side; null: as it is held. A side that is not held is a finding.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Release(LockMode? mode = null)
    {
        if (LockValidation.IsEnabled && !(mode is null && TryReleaseNewest()))
        {
            ReleaseSlow(mode);
        }
    }

    /// <summary>
    /// For the release of a real lock: if the lock is the newest that the current flow holds and nothing else hangs on it, its hold ends,
    /// and the real lock is to be released now. Otherwise nothing happens: release the real lock, then call <see cref="Release"/>.
    /// </summary>
    /// <returns>True if the hold has ended.</returns>
    /// <remarks>Costs a compare or two, and is the whole work of nearly all releases.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryReleaseNewest() => HotBlock.Current.TryPop(_instance);

    /// <summary>As <see cref="TryReleaseNewest()"/>, if one side of the lock is held.</summary>
    /// <param name="mode">The side.</param>
    /// <returns>True if the hold has ended.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryReleaseNewest(LockMode mode) => HotBlock.Current.TryPop(_instance, mode);

    /// <summary>The current flow releases the lock completely, however often it holds it, as a condition wait does.</summary>
    /// <returns>How often it was held; 0 if it was not.</returns>
    public readonly int ReleaseAll() => LockFlow.Current.ReleaseAll(in this);

    /// <summary>The current flow takes the lock again after <see cref="ReleaseAll"/>.</summary>
    /// <param name="count">How often it was held.</param>
    public readonly void AcquireAgain(int count) => LockFlow.Current.AcquireAgain(in this, count);

    /// <summary>The acquisition that was announced did not come about (time-out, exception, cancellation): takes back the last <see cref="Acquire()"/>.</summary>
    public readonly void Withdraw() => LockFlow.Current.Withdraw(in this);

    /// <summary>The lock that was asked for by the last <see cref="Acquire()"/> is not free, and is waited for now. For measured times; else it does nothing.</summary>
    public readonly void Contended()
    {
        if (LockValidation.IsEnabled)
        {
            LockFlow.Current.Contended(in this);
        }
    }

    /// <summary>The lock that was waited for has been got.</summary>
    public readonly void Acquired()
    {
        if (LockValidation.IsEnabled)
        {
            LockFlow.Current.Acquired(in this);
        }
    }

    /// <summary>
    /// The current async flow is about to take the lock; the hold follows the flow over <c>await</c>s and is released through the result,
    /// on whatever thread. Call it from a method that is not itself <c>async</c>: what an async method sets does not reach its caller.
    /// </summary>
    /// <param name="options">How.</param>
    /// <returns>The hold: to be marked once the lock is really taken, and released in any case.</returns>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; nothing is held.</exception>
    /// <remarks>Costs one small object and one write of the execution context.</remarks>
    public readonly LockHold AcquireAsyncHeld(in AcquireOptions options = default) => AsyncHolds.Take(LockFlow.Current, in this, in options);

    /// <inheritdoc/>
    public readonly bool Equals(LockMap other) => _instance == other._instance;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is LockMap other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => _instance.GetHashCode();

    /// <summary>The identity of a recorded lock. Its number is the recorded one: it must not meet numbers of another origin in one checker.</summary>
    internal static LockMap ForReplay(LockClass type, long instance, bool reentrant, bool threadAffine, bool destroyed, int subclass, object? owner)
    {
        type.CountInstance(instance);
        LockMapFlags flags = (reentrant ? LockMapFlags.Reentrant : 0) | (threadAffine ? LockMapFlags.ThreadAffine : 0) |
            (destroyed ? LockMapFlags.Destroyed : 0) | (LockMapFlags)(subclass << LockMapFlagBits.SubclassShift);
        return new LockMap { _profile = LockProfile.Of(type, flags), _owner = owner, _instance = instance };
    }

    internal readonly LockMap WithOwner(object? owner)
    {
        LockMap copy = this;
        copy._owner = owner;
        return copy;
    }

    internal void SetClassUnchecked(LockClass type, int subclass)
    {
        if (type != Class)
        {
            type.CountInstance(_instance);
        }

        _profile = LockProfile.Of(type, (Flags & LockMapFlags.Low) | (LockMapFlags)(subclass << LockMapFlagBits.SubclassShift));
    }

    internal void MarkDestroyed() => _profile = _profile?.With(Flags | LockMapFlags.Destroyed);

    internal void Renew(LockClass type)
    {
        _profile = LockProfile.Of(type, Flags & (LockMapFlags.Reentrant | LockMapFlags.ThreadAffine));
        _instance = Interlocked.Increment(ref s_lastInstance);
        type.CountInstance(_instance);
    }

    /// <summary>The hot path of a mode that is a constant where it is called.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool TryAcquireKnown(LockMode mode)
    {
        HotBlock.Hot here = HotBlock.Current;
        return _profile is { } profile &&
            (mode == LockMode.Exclusive ? here.TryPush(profile.Key, profile.Head, _instance) : mode == LockMode.Shared && here.TryPush(profile.SharedKey, profile.SharedHead, _instance));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void AcquireSlow(LockMode mode)
    {
        if (mode != LockMode.Exclusive)
        {
            LockFlow.Current.AcquireSlow(in this, new AcquireOptions(mode));
        }
        else if (_profile is not { } profile || !HotBlock.Current.TryPushAgain(profile.AgainHead, _instance))
        {
            LockFlow.Current.AcquireSlow(in this);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void ReleaseSlow(LockMode? mode)
    {
        if (mode is not null || !HotBlock.Current.TryTakeSecond(_instance))
        {
            LockFlow.Current.ReleaseSlow(in this, mode);
        }
    }
}
