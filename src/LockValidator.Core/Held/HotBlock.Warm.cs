// Hot path: no allocation, no lock, no virtual call.
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <content>What the block alone can answer of that which is not the plain pair: re-entry, and a release in another order.</content>
internal sealed unsafe partial class HotBlock
{
    public readonly partial struct Hot
    {
        /// <summary>Pushes a lock on a chain that is known elsewhere, and remembers the chain.</summary>
        public bool TryPushLearnt(ulong below, ulong head, ulong key, long instance)
        {
            HeldEntry* top = _block->Top;
            if (top >= _block->Limit)
            {
                return false;
            }

            ChainSlot* slot = &_block->Chains.First + ((uint)key & FlowChains.Mask);
            slot->Below = below;
            slot->Head = head;
            top[1].Key = key;
            top[1].Tag = instance;
            top[1].Head = head;
            top[1].Tail = HeldEntry.PlainTail;
            _block->Top = top + 1;
            return true;
        }

        /// <summary>
        /// Takes the newest lock once more: an entry of its own that no rule looks at, so that each release only has to pop. What is taken on top of it makes the
        /// same chain as on top of the first.
        /// </summary>
        /// <param name="head">The head of such an entry; 0 where the lock is not re-entrant.</param>
        /// <param name="instance">The lock.</param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryPushAgain(ulong head, long instance)
        {
            if (_block == null || head == 0)
            {
                return false;
            }

            HeldEntry* top = _block->Top;
            if (top >= _block->Limit || top->Tag != instance || !new HeldBits((int)top->Head).MayBeTakenAgain)
            {
                return false;
            }

            top[1].Key = top->Key;
            top[1].Tag = instance;
            top[1].Head = head;
            top[1].Tail = HeldEntry.PlainTail;
            _block->Top = top + 1;
            return true;
        }

        /// <summary>Pops the newest entry if it shows an async hold of the instance and nothing else has to be done.</summary>
        public bool TryPopAsync(long instance)
        {
            HeldEntry* top = _block->Top;
            if (top > _block->Limit || top->Tag != instance || !top->Bits.IsAsync)
            {
                return false;
            }

            _block->Top = top - 1;
            return true;
        }

        /// <summary>Takes out the entry below the newest one, if nothing hangs on either and the flow knows the chain that is left.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public bool TryTakeSecond(long instance)
        {
            if (_block == null)
            {
                return false;
            }

            HeldEntry* top = _block->Top;
            if (top > _block->Limit || top <= &_block->Held.First + 1 || top[-1].Tag != instance || !top->Bits.IsPlain || top->Inside != top[-1].Inside)
            {
                return false;
            }

            var left = new ChainName(top[-2].Key, top->NamedHead, Context: 0);
            ulong key = left.Key;
            ChainSlot* slot = &_block->Chains.First + ((uint)key & FlowChains.Mask);
            if (slot->Below != left.Below || slot->Head != left.Head)
            {
                return false;
            }

            top[-1].Key = key;
            top[-1].Tag = top->Tag;
            top[-1].Head = left.Head;
            top[-1].Tail = top->Tail;
            _block->Top = top - 1;
            return true;
        }
    }
}
