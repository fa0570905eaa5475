// Hot path: no allocation, no lock, no virtual call.
using System.Numerics;
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>A 64-bit name for a sequence of held locks, built up one lock at a time.</summary>
internal static class ChainKey
{
    /// <summary>
    /// Beyond this depth a chain is not cached: rotating by 7 has a period of 64, so the keys of deep chains would meet often.
    /// </summary>
    public const int MaxCachedDepth = 63;

    public const int Rotation = 7;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Append(ulong key, ulong lockKey) => BitOperations.RotateLeft(key, Rotation) ^ lockKey;

    /// <summary>Names a class in chains.</summary>
    public static ulong OfClass(int classId) => Mix((ulong)classId);

    /// <summary>
    /// Names one lock in a chain: its class and how it is taken. The few bits that say how are spread over a word: rotated, those of one
    /// entry would else stand where those of the next one do, and "A shared, B plainly" would have the key of "A plainly, B with an outer type".
    /// </summary>
    public static ulong OfLock(ulong classKey, int bits) => classKey ^ ((uint)bits * 0x9E3779B97F4A7C15);

    /// <summary>For chains that are looked up off the hot path: no period.</summary>
    public static ulong AppendMixed(ulong key, ulong lockKey) => Mix(BitOperations.RotateLeft(key, Rotation) ^ lockKey);

    /// <summary>Spreads the bits of a number over a word (the finalizer of SplitMix64).</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
