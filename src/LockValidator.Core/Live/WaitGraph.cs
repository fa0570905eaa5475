namespace LockValidator;

/// <summary>Who waits for whom: a deadlock is a circle in it. Each flow needs all who stand in its way to go on, so one circle is enough.</summary>
internal static class WaitGraph
{
    // A longer row of flows, each waiting for the next, is not followed to its end.
    private const int LongestRow = 1_000;

    /// <summary>The circles among waits, each once; of several that share a wait, one.</summary>
    public static List<List<WaitLink>> Circles(IReadOnlyList<LockWait> waits)
    {
        ILookup<long, LockWait> holders = HoldersIn(waits);
        var circles = new List<List<WaitLink>>();
        var done = new HashSet<LockWait>();
        foreach (LockWait wait in waits)
        {
            if (!done.Contains(wait))
            {
                Walk(wait, holders, [], done, circles);
            }
        }

        return circles;
    }

    /// <summary>Those whose wait cannot end before another one's does: all from which a way leads there.</summary>
    public static HashSet<LockWait> Behind(IReadOnlyList<LockWait> waits, Func<LockWait, bool> isStuck)
    {
        ILookup<long, LockWait> waiters = waits.ToLookup(static wait => wait.Instance);
        HashSet<LockWait> stuck = [.. waits.Where(isStuck)];
        var queue = new Queue<LockWait>(stuck);
        while (queue.TryDequeue(out LockWait? next))
        {
            foreach (LockWait wait in next.Holds.SelectMany(hold => waiters[hold.Instance]))
            {
                if (Link(wait, next) is not null && stuck.Add(wait))
                {
                    queue.Enqueue(wait);
                }
            }
        }

        return stuck;
    }

    private static ILookup<long, LockWait> HoldersIn(IReadOnlyList<LockWait> waits) => waits
        .SelectMany(static wait => wait.Holds.Select(static hold => hold.Instance).Distinct(), static (wait, instance) => (wait, instance))
        .ToLookup(static each => each.instance, static each => each.wait);

    /// <summary>How one wait cannot end before another one does; null if it can.</summary>
    public static WaitLink? Link(LockWait wait, LockWait other)
    {
        foreach (WaitHold hold in other.Holds)
        {
            // Whoever upgrades waits for all readers but itself.
            bool isOwn = wait == other && hold.Mode != LockMode.Exclusive && wait.Waiting.Mode == LockMode.Exclusive && other.Holds.Exists(each => each.Instance == -wait.Instance);
            if (hold.Instance == wait.Instance && !isOwn && Excludes(hold.Mode, wait.Waiting.Mode) && other.StillHolds(in hold))
            {
                return new WaitLink(wait, other, hold.Use);
            }
        }

        return null;
    }

    private static bool Excludes(LockMode held, LockMode wanted) => held switch
    {
        LockMode.Exclusive => true,
        LockMode.Upgradeable => wanted is LockMode.Exclusive or LockMode.Upgradeable,
        _ => wanted == LockMode.Exclusive,
    };

    private static void Walk(LockWait wait, ILookup<long, LockWait> holders, List<WaitLink> path, HashSet<LockWait> done, List<List<WaitLink>> circles)
    {
        done.Add(wait);
        foreach (LockWait other in holders[wait.Instance])
        {
            if (path.Count >= LongestRow || Link(wait, other) is not { } link)
            {
                continue;
            }

            path.Add(link);
            int start = path.FindIndex(each => each.Waiter == other);
            if (start >= 0)
            {
                circles.Add(path[start..]);
            }
            else if (!done.Contains(other))
            {
                Walk(other, holders, path, done, circles);
            }

            path.RemoveAt(path.Count - 1);
        }
    }
}
