using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>The identities of tasks and threads that were started through this library, for as long as these live.</summary>
internal static class WaitedThings
{
    private static readonly ConditionalWeakTable<object, WaitedThing> s_known = new();

    public static void Add(object thing, LockMap map, FlowStart? start = null)
    {
        if (LockValidation.IsEnabled)
        {
            s_known.AddOrUpdate(thing, new WaitedThing(map, start));
        }
    }

    /// <summary>Where a thread or task begins; null where nothing would follow from it.</summary>
    /// <param name="always">True for threads; a task of the pool only matters where something is held around it.</param>
    public static FlowStart? Starting(bool always) =>
        LockValidation.IsEnabled && (always || LockFlow.Current.HasGates) ? LockFlow.Current.Starting() : null;

    /// <summary>The flow has waited for the end of something.</summary>
    public static void Joined(object? thing)
    {
        if (LockValidation.IsEnabled && thing is not null && s_known.TryGetValue(thing, out WaitedThing? known) && known.Start is { } start)
        {
            LockFlow.Current.Joined(start);
        }
    }

    /// <summary>The flow is about to wait for something: that it blocks is always checked, the order where it is known what it waits for.</summary>
    public static void Announce(object? thing, int millisecondsTimeout = Timeout.Infinite)
    {
        if (!LockValidation.IsEnabled || thing is null || millisecondsTimeout == 0 || millisecondsTimeout < Timeout.Infinite)
        {
            return;
        }

        if (!LockFlow.Current.Checker.Options.CheckWaits)
        {
            return;
        }

        LockFlow.Current.MightBlock();
        if (s_known.TryGetValue(thing, out WaitedThing? known))
        {
            known.Map.WaitFor();
        }
    }

    /// <summary>The same, and until the result is disposed the flow is known to block.</summary>
    public static BlockedWait Begin(object? thing, bool isOver, int millisecondsTimeout = Timeout.Infinite)
    {
        Announce(thing, millisecondsTimeout);
        return new BlockedWait(isOver ? null : BeginWait(thing, millisecondsTimeout));
    }

    /// <summary>The flow blocks until something is over; null where it is not known what that is.</summary>
    public static LockWait? BeginWait(object? thing, int millisecondsTimeout) =>
        LockValidation.IsEnabled && thing is not null && millisecondsTimeout is not 0 && s_known.TryGetValue(thing, out WaitedThing? known) ? known.Map.BeginWait() : null;

    private sealed class WaitedThing(LockMap map, FlowStart? start)
    {
        public FlowStart? Start => start;

        // A field: a LockMap is passed by reference. Nothing writes it.
        public LockMap Map = map;
    }
}
