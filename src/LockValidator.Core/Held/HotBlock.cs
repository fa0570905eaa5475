// Hot path: no allocation, no lock, no virtual call. Beside Ahead the only unsafe code; decision 0008 has the figures that it is for.
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LockValidator;

/// <summary>What the hot path looks at, in one block of memory that does not move: the first held entries, and the chains that the flow knows.</summary>
/// <remarks>
/// <para>
/// The block is a pinned array, so whoever has this object may read it, and nothing has to be freed. The calling thread's own block is
/// reached by an address: it is that of a flow which the thread keeps (<see cref="LockFlow.t_held"/>) for exactly as long.
/// </para>
/// <para>
/// Written by its flow alone, but for the limit: null, which any thread may set under the flow's gate, keeps the flow off the hot path.
/// The hot path looks at it before anything else counts; whoever read it before it changed acted before.
/// </para>
/// </remarks>
internal sealed unsafe partial class HotBlock
{
    /// <summary>How many entries stand here, the sentinel among them.</summary>
    public const int Entries = ChainKey.MaxCachedDepth + 1;

    private const int CacheLine = 64;

    // The address of a layout.
    [ThreadStatic]
    private static nint t_current;

    private readonly ulong[] _memory = GC.AllocateArray<ulong>((sizeof(Layout) + CacheLine) / sizeof(ulong), pinned: true);
    private readonly int _start;
    private readonly Layout* _layout;

    public HotBlock()
    {
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0);
        _start = (int)(-address & (CacheLine - 1)) / sizeof(ulong);
        _layout = (Layout*)(address + (_start * sizeof(ulong)));
        Depth = 0;
    }

    /// <summary>The index of the newest entry; <see cref="Entries"/>: it stands elsewhere.</summary>
    public int Depth
    {
        get => (int)(Here.Top - &_layout->Held.First);
        set => Here.Top = &_layout->Held.First + value;
    }

    public bool IsOpen => Here.Limit != null;

    // Tracked by the collector, as an address is not: so this may be used by whoever has the object.
    private ref Layout Here => ref Unsafe.As<ulong, Layout>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_memory), _start));

    public static void MakeCurrent(HotBlock? block) => t_current = block is null ? 0 : (nint)block._layout;

    /// <summary>The block of the calling thread's flow. To be read before anything is compared: then one read serves a whole method of the caller.</summary>
    public static Hot Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => At(t_current);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hot At(nint address) => new((void*)address);

    public bool TryPush(ulong lockKey, ulong head, long instance)
    {
        bool isPushed = new Hot(_layout).TryPush(lockKey, head, instance);
        GC.KeepAlive(this);
        return isPushed;
    }

    public ulong TopKey => Here.Top->Key;

    public bool TryPushLearnt(ulong below, ulong head, ulong key, long instance)
    {
        bool isPushed = new Hot(_layout).TryPushLearnt(below, head, key, instance);
        GC.KeepAlive(this);
        return isPushed;
    }

    public bool TryPushAgain(ulong head, long instance)
    {
        bool isPushed = new Hot(_layout).TryPushAgain(head, instance);
        GC.KeepAlive(this);
        return isPushed;
    }

    public bool TryPopAsync(long instance)
    {
        bool isPopped = new Hot(_layout).TryPopAsync(instance);
        GC.KeepAlive(this);
        return isPopped;
    }

    public bool TryTakeSecond(long instance)
    {
        bool isTaken = new Hot(_layout).TryTakeSecond(instance);
        GC.KeepAlive(this);
        return isTaken;
    }

    /// <summary>Whether a push would succeed.</summary>
    public bool IsPushKnown(ulong lockKey, ulong head)
    {
        HeldEntry* top = Here.Top;
        ulong below = top->Key;
        ref ChainSlot slot = ref Slot(ChainKey.Append(below, lockKey));
        return top < Here.Limit && slot.Below == below && slot.Head == head;
    }

    public bool TryPop(long instance, LockMode? mode)
    {
        var here = new Hot(_layout);
        bool isPopped = mode is { } side ? here.TryPop(instance, side) : here.TryPop(instance);
        GC.KeepAlive(this);
        return isPopped;
    }

    public void Open(bool open) => Volatile.Write(ref Unsafe.As<Layout, nint>(ref Here), open ? (nint)(&_layout->Held.First + Entries - 1) : 0);

    public ref HeldEntry Entry(int index) => ref Here.Held[index];

    public ref ChainSlot Slot(ulong key) => ref Here.Chains[(int)key & FlowChains.Mask];

    public void ForgetChains()
    {
        Here.Chains = default;

        // What was written ahead while they were known.
        Entry(Math.Min(Depth + 1, Entries)).Tag = 0;
    }

    /// <summary>Takes out an entry from under others, up to the newest.</summary>
    public void Remove(int index)
    {
        Span<HeldEntry> held = Here.Held;
        held[(index + 1)..(Depth + 1)].CopyTo(held[index..]);
        Depth--;
    }

    /// <summary>A block on its hot path; that of no thread does nothing.</summary>
    public readonly partial struct Hot
    {
        private readonly Layout* _block;

        internal Hot(void* block) => _block = (Layout*)block;

        /// <summary>Pushes a lock, if the chain that it makes is known.</summary>
        /// <remarks>
        /// A slot that names the chain below and the lock is proof of that, for no two chains of a checker have the same key
        /// (<see cref="ChainCache"/>).
        /// </remarks>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryPush(ulong lockKey, ulong head, long instance)
        {
            if (_block != null)
            {
                HeldEntry* top = _block->Top;
                ulong below = top->Key;

                // ChainKey.Append, written out: the compiler inlines only so many calls into one method.
                ulong key = BitOperations.RotateLeft(below, ChainKey.Rotation) ^ lockKey;
                ChainSlot* slot = &_block->Chains.First + ((uint)key & FlowChains.Mask);
                if (top < _block->Limit && slot->Below == below && slot->Head == head)
                {
                    top[1].Key = key;
                    top[1].Tag = instance;
                    top[1].Head = head;
                    top[1].Tail = HeldEntry.PlainTail;
                    _block->Top = top + 1;
                    return true;
                }
            }

            return false;
        }

        /// <summary>Pops the newest entry if it is that of the instance and nothing else has to be done.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryPop(long instance)
        {
            if (_block != null)
            {
                HeldEntry* top = _block->Top;
                if (top <= _block->Limit && top->Tag == instance)
                {
                    _block->Top = top - 1;
                    return true;
                }
            }

            return false;
        }

        /// <summary>As <see cref="TryPop(long)"/>, if it is held in a mode.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryPop(long instance, LockMode mode)
        {
            if (_block != null)
            {
                HeldEntry* top = _block->Top;
                if (top <= _block->Limit && top->Tag == instance && new HeldBits((int)top->Head).Mode == mode)
                {
                    _block->Top = top - 1;
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>One entry more than are held here: what the top leads to while the newest stands elsewhere.</summary>
    [InlineArray(Entries + 1)]
    private struct HeldEntries
    {
        public HeldEntry First;
    }

    private struct Layout
    {
        // First, for Open.
        public HeldEntry* Limit;
        public HeldEntry* Top;
        public Padding ToTheNextCacheLine;
        public HeldEntries Held;
        public FlowChains Chains;
    }

    [InlineArray(CacheLine / sizeof(ulong) - 2)]
    private struct Padding
    {
        private ulong _first;
    }
}
