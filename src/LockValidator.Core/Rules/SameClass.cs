namespace LockValidator;

/// <summary>When two locks of one class may be held together.</summary>
internal static class SameClass
{
    /// <summary>A recursive reader beside a reader, or a pair that the class's order function puts in this order.</summary>
    public static bool Allows(LockFlow flow, int index, Acquisition a, out int? compared)
    {
        compared = null;
        if (a.Mode == LockMode.SharedRecursive && flow.HeldLocks[index].Bits.IsShared)
        {
            return true;
        }

        compared = Compare(flow, index, a);
        return compared < 0;
    }

    /// <summary>What the order function said of a held entry and the new instance; null where it says nothing.</summary>
    public static int? Compare(LockFlow flow, int index, Acquisition a) =>
        a.Comparisons is { } known && known.TryGetValue(flow.HeldLocks[index].Instance, out int result) ? result : null;

    /// <summary>Asks the order function for all held instances of the class. User code: never under the internal lock, so it is asked beforehand.</summary>
    public static void Prepare(LockFlow flow, Acquisition a)
    {
        if (!a.HasOrder || a.Subclass != 0 || a.Class?.Order is not { } order || a.Owner is null)
        {
            return;
        }

        HeldLocks held = flow.HeldLocks;
        for (int i = 1; i <= held.Depth; i++)
        {
            if (held[i].IsOf(a.ClassId, a.Subclass) && held.DetailOf(i)?.Owner is { } owner && Ask(flow, order, owner, a.Owner) is { } result)
            {
                (a.Comparisons ??= [])[held[i].Instance] = result;
            }
        }
    }

    private static int? Ask(LockFlow flow, Comparison<object> order, object held, object taken)
    {
        flow.HideCache(1);
        try
        {
            return order(held, taken);
        }
        catch (ThreadInterruptedException)
        {
            Thread.CurrentThread.Interrupt();
            return null;
        }
        catch (Exception e)
        {
            flow.Checker.Failures.Say($"an order function threw {e.GetType().Name}; the two locks count as not ordered");
            return null;
        }
        finally
        {
            flow.HideCache(-1);
        }
    }
}
