using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>The objects that are locked by their Monitor, found by reference and kept no longer than anybody else keeps them.</summary>
internal static class MonitoredObjects
{
    private static readonly ConditionalWeakTable<object, MonitoredObject> s_known = new();

    [ThreadStatic]
    public static RecentObjects? t_recent;

    /// <summary>What is known of an object that the thread used lately; else null.</summary>
    /// <param name="recent"><see cref="t_recent"/>, read before anything is compared: then one read serves the release in the same method too.</param>
    /// <param name="obj">The object.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MonitoredObject? Recent(RecentObjects? recent, object obj) => recent is null ? null : Unsafe.As<MonitoredObject?>(recent.Find(obj));

    /// <summary>What is known of an object; made at its first use.</summary>
    public static MonitoredObject Of(object obj)
    {
        if (Recent(t_recent, obj) is { } recent)
        {
            return recent;
        }

        if (!s_known.TryGetValue(obj, out MonitoredObject? known))
        {
            return Add(obj, type: null);
        }

        if (!Monitor.IsEntered(obj))
        {
            // The second time that it is taken: locks that are used once leave nothing behind.
            (t_recent ??= new RecentObjects()).Add(obj, known);
        }

        return known;
    }

    /// <summary>Gives an object a class, at its first use or later.</summary>
    public static void SetClass(object obj, LockClass type)
    {
        if (s_known.TryGetValue(obj, out MonitoredObject? known))
        {
            known.Map.SetClass(type);
        }
        else
        {
            Add(obj, type);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MonitoredObject Add(object obj, LockClass? type)
    {
        bool interrupted = false;
        MonitoredObject? known = null;
        while (known is null)
        {
            try
            {
                var made = new MonitoredObject(new LockMap(type ?? MonitorSite.ClassFor(obj), reentrant: true, owner: obj));
                known = s_known.GetValue(obj, _ => made);
            }
            catch (ThreadInterruptedException)
            {
                // Meant for a wait of the program, not for the table's own lock: passed on.
                interrupted = true;
            }
        }

        if (interrupted)
        {
            Thread.CurrentThread.Interrupt();
        }

        return known;
    }
}
