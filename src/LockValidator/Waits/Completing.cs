namespace LockValidator;

/// <summary>Runs the code that completes a thing for which others wait.</summary>
/// <remarks>
/// Such code can run on a thread that holds locks: a task that its waiter runs inline, a lazy value in who needs it first. That thread waits for it, so the order "held, then the thing" is learnt; but another time it runs
/// elsewhere, where re-entering the locks of this thread would not help it. So it is a flow of its own.
/// </remarks>
internal static class Completing
{
    private static bool IsChecked => LockValidation.IsEnabled && LockFlow.Current.Checker.Options.CheckWaits;

    public static void Run(in LockMap map, Action body) => Run(in map, static body =>
    {
        body();
        return true;
    }, body);

    public static TResult Run<TArgument, TResult>(in LockMap map, Func<TArgument, TResult> body, TArgument argument)
    {
        if (!IsChecked)
        {
            return body(argument);
        }

        LockFlow flow = LockFlow.Current;
        if (!HoldsOfItsThread(flow))
        {
            using (map.RunAs())
            {
                return body(argument);
            }
        }

        map.WaitFor();
        var own = new LockFlow(flow.Checker, $"{flow.Name}, running {map.Class!.Name}", dedicated: false);
        using (own.MakeCurrent())
        {
            try
            {
                using (map.RunAs())
                {
                    return body(argument);
                }
            }
            finally
            {
                own.End();
            }
        }
    }

    /// <summary>
    /// The same for a callback that the thread which gives the signal always runs itself: nobody waits to begin it, so what that thread
    /// holds does not come before it, and locks that are entered again are its own. What it takes comes after all that is held.
    /// </summary>
    public static void RunInPlace(in LockMap map, Action body)
    {
        if (!IsChecked)
        {
            body();
            return;
        }

        map.Acquire(new AcquireOptions(Kind: AcquireKind.Try));
        try
        {
            body();
        }
        finally
        {
            map.Release();
        }
    }

    /// <summary>The same for an async body: that it runs is known wherever the body's flow goes.</summary>
    public static async Task<TResult> RunAsync<TArgument, TResult>(LockMap map, Func<TArgument, Task<TResult>> body, TArgument argument)
    {
        if (!IsChecked)
        {
            return await body(argument).ConfigureAwait(false);
        }

        LockHold hold = map.AcquireAsyncHeld();
        hold.MarkHeld();
        try
        {
            return await body(argument).ConfigureAwait(false);
        }
        finally
        {
            hold.Release();
        }
    }

    /// <summary>Whether the thread itself holds something; what an async flow holds or inherited says nothing of who runs on it.</summary>
    private static bool HoldsOfItsThread(LockFlow flow)
    {
        if (flow.HoldsNothing)
        {
            return false;
        }

        foreach (HeldLock held in flow.Held)
        {
            if (held.Class?.Kind.Inner is WaitType.Free or WaitType.Spin or WaitType.Config or WaitType.Sleep)
            {
                return true;
            }
        }

        return false;
    }
}
