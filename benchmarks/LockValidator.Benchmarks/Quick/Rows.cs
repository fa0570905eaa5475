namespace LockValidator.Benchmarks;

/// <summary>The lines of the table.</summary>
internal static class Rows
{
    private static readonly int[] s_depths = [1, 2, 4, 8];

    public static IEnumerable<Row> All()
    {
        foreach (Row row in Pairs("Lock", static () => new BareLock(), WatchedLock.New, s_depths, (1.18, 1.12), (1.18, 1.12)))
        {
            yield return row;
        }

        foreach (Row row in Pairs("Monitor, annotated by hand", static () => new BareMonitor(), AnnotatedMonitor.New, [1, 4], (1.23, 1.15), (1.23, 1.15)))
        {
            yield return row;
        }

        foreach (Row row in Pairs("reader", static () => new BareReader(), WatchedReader.New, [1, 2], (1.22, 1.12), (1.22, 1.12)))
        {
            yield return row;
        }

        foreach (Row row in Pairs("writer", static () => new BareWriter(), WatchedWriter.New, [1, 2], (1.22, 1.12), (1.22, 1.12)))
        {
            yield return row;
        }

        foreach (Row row in Pairs("semaphore", static () => new BareSemaphore(), WatchedSemaphore.New, [1, 2], (1.18, 1.12), (1.18, 1.12)))
        {
            yield return row;
        }

        foreach (Row row in Pairs("spin lock", static () => new BareSpin(), WatchedSpin.New, [1, 2], (1.6, 1.4), (1.9, 1.6)))
        {
            yield return row;
        }

        foreach (Row row in Pairs("lock (obj)", static () => new BareMonitor(), static () => new WatchedMonitor(), [1, 2], (1.75, 1.5), (1.75, 1.5)))
        {
            yield return row;
        }
    }

    public static IEnumerable<Row> Others()
    {
        var scopes = new Scopes();
        yield return new Row("EnterScope", "depth 2, loop", 1.20, 1.15, 2, scopes.BareLoop, scopes.WatchedLoop);
        yield return new Row("EnterScope", "depth 2, own method", 1.20, 1.15, 2, scopes.BareCall, scopes.WatchedCall);
        var bareTwo = new TwoThreads(static () => Loop(new Nest<BareLock>(static () => new BareLock()), 2));
        var two = new TwoThreads(static () => Loop(new Nest<WatchedLock>(WatchedLock.New), 2));
        yield return new Row("Lock, two threads", "depth 2, loop", 1.18, 1.12, 2, bareTwo.Run, two.Run);
        var ways = new OtherWays();
        yield return new Row("Lock", "re-entry", 2, 2, 2, ways.BareReentry, ways.Reentry);
        yield return new Row("Lock", "try", 2, 2, 1, ways.BareTry, ways.Try);
        yield return new Row("Lock", "timed", 2, 2, 1, ways.BareTimed, ways.Timed);
        yield return new Row("Lock", "released out of order", 2, 2, 2, ways.BareOutOfOrder, ways.OutOfOrder);
        yield return new Row("async lock", "uncontended", 2.6, 1.8, 1, ways.BareAsync, ways.Async);
        (Action<int> bare, Action<int> watched) = Chains.TenThousand();
        yield return new Row("Lock", "10,000 live chains", 1.5, 1.25, 2, bare, watched);
        (bare, watched) = Chains.Dirty();
        yield return new Row("Lock", "chain with a finding", 3, 1.5, 2, bare, watched);
        yield return new Row("construction", "of a class (+50 ns, +48 B)", 0, 0, 1, ways.BareConstruction, ways.ConstructionOfClass);
        yield return new Row("construction", "of a site (+50 ns, +48 B)", 0, 0, 1, ways.BareConstruction, ways.ConstructionOfSite);
    }

    public static IEnumerable<Row> Off() => Pairs("Lock, validation off", static () => new BareLock(), WatchedLock.New, [1, 4], (1.03, 1.0), (1.03, 1.0));

    private static Action<int> Loop<T>(Nest<T> nest, int depth)
        where T : struct, IPair => rounds => nest.Loop(depth, rounds);

    private static IEnumerable<Row> Pairs<TBare, TWatched>(
        string name, Func<TBare> bare, Func<TWatched> watched, int[] depths, (double Must, double Aim) loop, (double Must, double Aim) call)
        where TBare : struct, IPair
        where TWatched : struct, IPair
    {
        foreach (int depth in depths)
        {
            var plain = new Nest<TBare>(bare);
            var ours = new Nest<TWatched>(watched);
            yield return new Row(name, $"depth {depth}, loop", loop.Must, loop.Aim, depth, n => plain.Loop(depth, n), n => ours.Loop(depth, n));
            yield return new Row(name, $"depth {depth}, own method", call.Must, call.Aim, depth, n => plain.Call(depth, n), n => ours.Call(depth, n));
        }
    }
}
