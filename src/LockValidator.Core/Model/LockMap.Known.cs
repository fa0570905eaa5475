// Hot path: no allocation, no lock, no virtual call.
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <content>For real locks whose acquisition may throw.</content>
public partial struct LockMap
{
    /// <summary>
    /// Whether nothing would be reported if the current flow took one side of the lock. Then the real lock may be tried, without waiting, before anything is told, and where it was got
    /// <see cref="CompleteKnown"/> tells it. An exception of that try leaves nothing held, without a try block. Otherwise, and where the real lock was not
    /// free, call <see cref="Acquire(LockMode)"/> before the real acquisition, as for any lock.
    /// </summary>
    /// <param name="mode">The side; of an upgradeable one nothing is known.</param>
    /// <returns>The answer; good for one try.</returns>
    /// <remarks>Nothing is held by it. Costs a few compares, as <see cref="Acquire(LockMode)"/> does; the mode should be a constant.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly KnownAcquisition FindKnown(LockMode mode)
    {
        ref nint place = ref HotBlock.PlaceOfCurrent;
        HotBlock.Hot here = HotBlock.At(place);
        return LockValidation.IsEnabled && _profile is { } profile &&
            (mode == LockMode.Exclusive ? here.TryWriteAhead(profile.Key, profile.Head, _instance) : mode == LockMode.Shared && here.TryWriteAhead(profile.SharedKey, profile.SharedHead, _instance))
                ? new KnownAcquisition(ref place)
                : default;
    }

    /// <summary>The real lock was got right after <see cref="FindKnown"/> said that it may be tried: the current flow holds it from now on.</summary>
    /// <param name="known">The answer, which was a yes.</param>
    /// <param name="mode">The side that was asked for.</param>
    /// <returns>
    /// False where the flow, or what is known, has changed since. Nothing is held then: call <see cref="Acquire(LockMode)"/>, and release the real lock if that throws.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool CompleteKnown(KnownAcquisition known, LockMode mode)
    {
        if (!known.IsKnown)
        {
            return false;
        }

        // Worked out before the block is read, which stays in a register then.
        ulong lockKey = _profile is not { } profile ? 0 : mode == LockMode.Exclusive ? profile.Key : profile.SharedKey;
        return known.Block.TryCountAhead(lockKey, _instance);
    }
}
