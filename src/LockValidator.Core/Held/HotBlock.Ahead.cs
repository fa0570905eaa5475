// Hot path: no allocation, no lock, no virtual call.
using System.Numerics;
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <content>
/// A push in two steps, around a real lock whose acquisition may throw: the entry is written above the newest one, where it counts for nothing, and made to count
/// once the lock has been got. A try block would cost more than either.
/// </content>
/// <remarks>
/// Code of anybody may run on the thread in between (a handler of the runtime's events). What that does to the flow is seen in the second step: what it pushed stands where
/// the entry stood; another chain below does not go with the key in the entry; chains that were forgotten take the entry with them
/// (<see cref="ForgetChains"/>); and a flow that is to be looked at by then has no limit.
/// </remarks>
internal sealed unsafe partial class HotBlock
{
    /// <summary>
    /// Where the calling thread finds its block. Looked up once for both steps, for that is a call; what stands there is read in each, as another flow may be the
    /// thread's own by the second, and the first one's block gone.
    /// </summary>
    public static ref nint PlaceOfCurrent
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref t_current;
    }

    public readonly partial struct Hot
    {
        /// <summary>Writes what <see cref="TryPush"/> would push, if that would succeed.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryWriteAhead(ulong lockKey, ulong head, long instance)
        {
            if (_block != null)
            {
                HeldEntry* top = _block->Top;
                ulong below = top->Key;
                ulong key = BitOperations.RotateLeft(below, ChainKey.Rotation) ^ lockKey;
                ChainSlot* slot = &_block->Chains.First + ((uint)key & FlowChains.Mask);
                if (top < _block->Limit && slot->Below == below && slot->Head == head)
                {
                    top[1].Key = key;
                    top[1].Tag = instance;
                    top[1].Head = head;
                    top[1].Tail = HeldEntry.PlainTail;
                    return true;
                }
            }

            return false;
        }

        /// <summary>Makes the entry count that <see cref="TryWriteAhead"/> has just written, if it still says what a push would.</summary>
        /// <remarks>Keys of one class differ wherever its locks are taken differently (<see cref="ChainKey.OfLock"/>), so the instance and the key say all.</remarks>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryCountAhead(ulong lockKey, long instance)
        {
            if (_block != null)
            {
                HeldEntry* top = _block->Top;
                if (top < _block->Limit && top[1].Tag == instance && top[1].Key == (BitOperations.RotateLeft(top->Key, ChainKey.Rotation) ^ lockKey))
                {
                    _block->Top = top + 1;
                    return true;
                }
            }

            return false;
        }
    }
}
