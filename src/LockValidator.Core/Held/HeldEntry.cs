// Hot path: no allocation, no lock, no virtual call.
namespace LockValidator;

/// <summary>
/// One held lock of a flow. Ids only: storing an object reference would cost the hot path a write barrier and keep the lock alive.
/// Four words, so that a push is four stores.
/// </summary>
/// <remarks>Invariant: <see cref="Tag"/> is the instance exactly where a release of the newest entry only has to pop it.</remarks>
internal struct HeldEntry
{
    /// <summary>The tail of an entry that was taken in a plain task's context.</summary>
    public const ulong PlainTail = (ulong)ushort.MaxValue << EnabledShift;

    /// <summary>The chain key after this entry.</summary>
    public ulong Key;

    /// <summary>What a release that may just pop the entry compares: the instance, or a number that no instance has.</summary>
    public long Tag;

    /// <summary>The class above, the bits below.</summary>
    public ulong Head;

    /// <summary>The place above, the contexts enabled then in the middle, those inside below.</summary>
    public ulong Tail;

    private const int HighHalf = 32, EnabledShift = 16;

    /// <summary>The instance; negative for the upgrade slot of that instance.</summary>
    public long Instance
    {
        readonly get => Bits.IsPlain ? Tag : Tag ^ long.MinValue;
        set => Tag = Bits.IsPlain ? value : value ^ long.MinValue;
    }

    public int ClassId
    {
        readonly get => (int)(Head >> HighHalf);
        set => Head = HeadOf(value, Bits);
    }

    public HeldBits Bits
    {
        readonly get => new((int)Head);
        set
        {
            long instance = Instance;
            Head = HeadOf(ClassId, value);
            Instance = instance;
        }
    }

    /// <summary>The head that names the entry in a chain: without what is only worked out from others.</summary>
    public readonly ulong NamedHead => HeadOf(ClassId, Bits.Named);

    /// <summary>The contexts that the flow was in when it took the lock: equal neighbours form a segment.</summary>
    public readonly ushort Inside => (ushort)Tail;

    /// <summary>The contexts that were enabled when it took the lock.</summary>
    public readonly ushort EnabledThen => (ushort)(Tail >> EnabledShift);

    /// <summary>The number of the place, in a replay; 0 where the chain tells.</summary>
    public readonly int Place => (int)(Tail >> HighHalf);

    public static ulong HeadOf(int classId, HeldBits bits) => ((ulong)classId << HighHalf) | (uint)bits.Word;

    public static ulong TailOf(ushort inside, ushort enabledThen, int place) => ((ulong)(uint)place << HighHalf) | ((ulong)enabledThen << EnabledShift) | inside;

    public readonly bool IsOf(int classId, int subclass) => ClassId == classId && Bits.Subclass == subclass;
}
