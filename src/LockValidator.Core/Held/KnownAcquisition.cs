// Hot path: no allocation, no lock, no virtual call.
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>The answer of <see cref="LockMap.FindKnown"/>: whether the current flow may try a real lock and tell the validator afterwards.</summary>
/// <remarks>Good for one try, on the thread that asked. A default value is a no.</remarks>
public readonly ref struct KnownAcquisition
{
    // Where the thread finds its flow's block; no place is a no. One field: more of them are kept in memory, not in registers.
    private readonly ref nint _place;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal KnownAcquisition(ref nint place) => _place = ref place;

    /// <summary>True where nothing would be reported of the acquisition.</summary>
    public bool IsKnown
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !Unsafe.IsNullRef(in _place);
    }

    internal HotBlock.Hot Block
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => HotBlock.At(_place);
    }
}
