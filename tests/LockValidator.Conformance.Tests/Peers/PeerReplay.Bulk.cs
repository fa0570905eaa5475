using System.Globalization;

namespace LockValidator.Conformance.Tests;

/// <summary>Operations that make many locks of their own.</summary>
internal sealed partial class PeerReplay
{
    private bool DoInBulk(PeerOperation op)
    {
        LockFlow flow = _threads[op.Thread];
        switch (op.Name)
        {
            case "new_many":
                foreach (PeerLock fresh in Make(op.Target, NumberIn(op.Argument)))
                {
                    _locks.Adopt(fresh);
                }

                return true;
            case "del_many":
                for (int i = 0; i < NumberIn(op.Argument); i++)
                {
                    Drop(flow, _locks[$"{op.Target}{i}"]);
                }

                return true;
            case "new_del_many":
                Make(op.Target, NumberIn(op.Argument)).ForEach(fresh => Drop(flow, fresh));
                return true;
            case "new_lock_unlock_del_many":
                Make(op.Target, NumberIn(op.Argument)).ForEach(fresh =>
                {
                    TakeAndRelease(flow, fresh);
                    Drop(flow, fresh);
                });
                return true;
            case "nest_fresh":
                NestFresh(flow, _locks[op.Target], NumberIn(op.Argument));
                return true;
            case "window_lock":
                SlideWindow(flow, Make("window", NumberIn(op.Target)), NumberIn(op.Argument));
                return true;
            default:
                return false;
        }
    }

    private static List<PeerLock> Make(string prefix, int count) =>
        [.. Enumerable.Range(0, count).Select(i => PeerLocks.Fresh($"{prefix}{i}"))];

    private void Drop(LockFlow flow, PeerLock fresh)
    {
        flow.Destroy(ref fresh.Map);
        Checker.Unregister(fresh.Class!);
    }

    private void NestFresh(LockFlow flow, PeerLock outer, int count)
    {
        foreach (PeerLock fresh in Make($"{outer.Name} inner", count))
        {
            flow.Acquire(in outer.Map);
            TakeAndRelease(flow, fresh);
            flow.Release(in outer.Map);
            Drop(flow, fresh);
        }
    }

    /// <summary>Each lock, and those after it as far as the window reaches, are held together once.</summary>
    private static void SlideWindow(LockFlow flow, List<PeerLock> locks, int width)
    {
        for (int first = 0; first + width <= locks.Count; first++)
        {
            for (int i = first; i < first + width; i++)
            {
                flow.Acquire(in locks[i].Map);
            }

            for (int i = first; i < first + width; i++)
            {
                flow.Release(in locks[i].Map);
            }
        }
    }

    private static int NumberIn(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
