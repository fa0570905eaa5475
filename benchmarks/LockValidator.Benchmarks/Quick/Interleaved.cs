using System.Diagnostics;

namespace LockValidator.Benchmarks;

/// <summary>Runs both sides of a row in turn, many short rounds each, and takes medians: only a ratio within one run is firm.</summary>
internal static class Interleaved
{
    public static Measurement Measure(Row row, int rounds, double windowMs, bool warm)
    {
        if (warm)
        {
            Warm(row.Bare);
            Warm(row.Watched);
        }

        int perBare = Calibrate(row.Bare, windowMs);
        int perWatched = Calibrate(row.Watched, windowMs);
        var bare = new double[rounds];
        var watched = new double[rounds];
        for (int i = 0; i < rounds; i++)
        {
            bare[i] = Time(row.Bare, perBare) / row.PairsPerRound;
            watched[i] = Time(row.Watched, perWatched) / row.PairsPerRound;
        }

        Array.Sort(bare);
        Array.Sort(watched);
        return new Measurement(
            bare[rounds / 2], watched[rounds / 2], bare[rounds / 4], watched[rounds / 4], Bytes(row.Bare, row.PairsPerRound), Bytes(row.Watched, row.PairsPerRound));
    }

    private static void Warm(Action<int> run)
    {
        // The runtime compiles what is called often anew, a while later and more than once: to count, to profile, and for good.
        for (int tier = 0; tier < 4; tier++)
        {
            for (int i = 0; i < 60; i++)
            {
                run(200);
            }

            Thread.Sleep(150);
        }
    }

    private static int Calibrate(Action<int> run, double windowMs)
    {
        int rounds = 1000;
        while (true)
        {
            double ms = Time(run, rounds) * rounds / 1e6;
            if (ms > windowMs / 4)
            {
                return Math.Max(1, (int)(rounds * windowMs / ms));
            }

            rounds *= 4;
        }
    }

    private static double Time(Action<int> run, int rounds)
    {
        long start = Stopwatch.GetTimestamp();
        run(rounds);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / rounds;
    }

    private static double Bytes(Action<int> run, int pairs)
    {
        const int Rounds = 1000;
        run(Rounds);
        long before = GC.GetAllocatedBytesForCurrentThread();
        run(Rounds);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Rounds / pairs;
    }
}
