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
