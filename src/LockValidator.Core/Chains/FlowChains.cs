using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>The chains that one flow walked lately and may walk again unchecked, found by the low bits of the chain key.</summary>
[InlineArray(Size)]
internal struct FlowChains
{
    public const int Size = 1024;
    public const int Mask = Size - 1;

    public ChainSlot First;
}
