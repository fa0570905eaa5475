using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace LockValidator;

/// <summary>
/// Tells the processor what will be looked at soon. In a large graph a new order touches some twenty places that are in no cache; asked for
/// together, most of the waiting is for all of them at once. Changes nothing else; where the processor cannot be told, nothing happens.
/// </summary>
internal static unsafe class Ahead
{
    /// <summary>This place will be looked at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of<T>(ref readonly T place)
    {
        if (Sse.IsSupported)
        {
            // The address is not kept: where the collector moves what stands there, the wrong place is fetched.
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in place)));
        }
    }
}
