using System.Diagnostics;

namespace LockValidator.Tests;

/// <summary>Readers and writers on real threads: a writer replaces an object, waits for a grace period and poisons the old one.</summary>
internal static class RcuStress
{
    private const int Readers = 3;
    private const int Poison = -1;

    /// <summary>Bounds the run where the machine is slow: a grace period takes as long as a reader that lost its processor stays away.</summary>
    private static readonly TimeSpan s_enough = TimeSpan.FromSeconds(3);

    /// <returns>How many sections found poison in what they read: 0, or the domain is broken.</returns>
    public static int CountPoisonedReads(bool sleepable, int updates)
    {
        var domain = new RcuDomain("stress", sleepable);
        using FlowRun? run = LockValidation.IsEnabled ? new FlowRun() : null;
        int poisoned = Play(domain, run, (number, elapsed, _) => number < updates && elapsed < s_enough, (old, number) =>
        {
            switch (number % 3)
            {
                case 0:
                    domain.Synchronize();
                    Free(old);
                    break;
                case 1:
                    domain.SynchronizeAsync().GetAwaiter().GetResult();
                    Free(old);
                    break;
                default:
                    domain.Call(() => Free(old));
                    break;
            }
        });
        run?.Kinds.Should().BeEmpty();
        domain.OpenSections.Should().Be(0);
        return poisoned;
    }

    /// <summary>The same without waiting: shows that the readers do see what is freed too early.</summary>
    public static int CountPoisonedReadsWithoutGracePeriods() =>
        Play(new RcuDomain("broken"), run: null, static (_, elapsed, poisoned) => poisoned == 0 && elapsed < RealThreads.Limit / 2, static (old, _) => Free(old));

    private static int Play(RcuDomain domain, FlowRun? run, Func<int, TimeSpan, int, bool> goesOn, Action<Node, int> retire)
    {
        var current = new Node();
        bool stop = false;
        int poisoned = 0;
        long begin = Stopwatch.GetTimestamp();
        RealThreads.RunTogether(Readers + 2, thread =>
        {
            void Body()
            {
                if (thread < Readers)
                {
                    while (!Volatile.Read(ref stop))
                    {
                        if (ReadOnce(domain, run, ref current))
                        {
                            Interlocked.Increment(ref poisoned);
                        }
                    }

                    return;
                }

                try
                {
                    for (int number = 0; goesOn(number, Stopwatch.GetElapsedTime(begin), Volatile.Read(ref poisoned)); number++)
                    {
                        retire(domain.Publish(ref current, new Node()), number);
                    }
                }
                finally
                {
                    Volatile.Write(ref stop, true);
                }
            }

            if (run is null)
            {
                Body();
            }
            else
            {
                run.As($"thread {thread}", Body);
            }
        });
        domain.Synchronize();
        return poisoned;
    }

    private static bool ReadOnce(RcuDomain domain, FlowRun? run, ref Node current)
    {
        using ReadScope outer = domain.Read();
        Node node = run is null ? Volatile.Read(ref current) : domain.Dereference(ref current);
        bool bad = false;
        for (int i = 0; i < 8; i++)
        {
            using ReadScope inner = domain.Read();
            bad |= Volatile.Read(ref node.First) == Poison || Volatile.Read(ref node.Second) == Poison;
        }

        return bad;
    }

    private static void Free(Node node)
    {
        Volatile.Write(ref node.First, Poison);
        Volatile.Write(ref node.Second, Poison);
    }

    private sealed class Node
    {
        public int First = 1;
        public int Second = 1;
    }
}
