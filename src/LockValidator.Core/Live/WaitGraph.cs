namespace LockValidator;

/// <summary>Who waits for whom: a deadlock is a circle in it. Each flow needs all who stand in its way to go on, so one circle is enough.</summary>
internal static class WaitGraph
{
    /// <summary>The circles among waits, each once; of several that share a wait, one.</summary>
    public static List<List<WaitLink>> Circles(IReadOnlyList<LockWait> waits)
    {
        var circles = new List<List<WaitLink>>();
        var done = new HashSet<LockWait>();
        foreach (LockWait wait in waits)
        {
            if (!done.Contains(wait))
            {
                Walk(wait, waits, [], done, circles);
            }
        }

        return circles;
    }

    /// <summary>Those whose wait cannot end before another one's does: all from which a way leads there.</summary>
    public static HashSet<LockWait> Behind(IReadOnlyList<LockWait> waits, Func<LockWait, bool> isStuck)
    {
        HashSet<LockWait> stuck = [.. waits.Where(isStuck)];
        bool grows = true;
        while (grows)
        {
            List<LockWait> more = [.. waits.Where(wait => !stuck.Contains(wait) && waits.Any(other => stuck.Contains(other) && Link(wait, other) is not null))];
            stuck.UnionWith(more);
            grows = more.Count > 0;
        }

        return stuck;
    }

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

    private static void Walk(LockWait wait, IReadOnlyList<LockWait> waits, List<WaitLink> path, HashSet<LockWait> done, List<List<WaitLink>> circles)
    {
        done.Add(wait);
        foreach (LockWait other in waits)
        {
            if (Link(wait, other) is not { } link)
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
                Walk(other, waits, path, done, circles);
            }

            path.RemoveAt(path.Count - 1);
        }
    }
}
