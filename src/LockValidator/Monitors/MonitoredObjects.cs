using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>The objects that are locked by their Monitor, found by reference and kept no longer than anybody else keeps them.</summary>
/// <remarks>
/// The table is asked at the first Enter of a thread; while the thread holds an object, its own short list answers. So an
/// Exit never asks the table, and no object is kept alive by a cache: what is in the list is held, hence in use.
/// </remarks>
internal static class MonitoredObjects
{
    private static readonly ConditionalWeakTable<object, MonitoredObject> s_known = new();

    [ThreadStatic]
    private static List<(object Object, MonitoredObject Known)>? t_held;

    /// <summary>What is known of an object; made at its first use.</summary>
    public static MonitoredObject Of(object obj) => OfHeld(obj) ?? (s_known.TryGetValue(obj, out MonitoredObject? known) ? known : Add(obj, type: null));

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

    /// <summary>The thread has taken an object.</summary>
    public static void Entered(object obj, MonitoredObject known) => (t_held ??= []).Add((obj, known));

    /// <summary>The thread has released an object, once.</summary>
    public static void Exited(object obj)
    {
        for (int i = (t_held?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (ReferenceEquals(t_held![i].Object, obj))
            {
                t_held.RemoveAt(i);
                return;
            }
        }
    }

    private static MonitoredObject? OfHeld(object obj)
    {
        for (int i = (t_held?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (ReferenceEquals(t_held![i].Object, obj))
            {
                return t_held[i].Known;
            }
        }

        return null;
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
