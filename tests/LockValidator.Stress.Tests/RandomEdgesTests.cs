using System.Collections.Concurrent;
using System.Globalization;
using FluentAssertions;
using Xunit;

namespace LockValidator.Stress.Tests;

/// <summary>Many threads learn random orders in one checker; what comes out is compared with a plain model of all that they did.</summary>
public sealed class RandomEdgesTests
{
    private static readonly LockCheckerOptions s_options = new() { Stacks = StackMode.Off };

    [Theory]
    [InlineData(4, 6, 40, 1, false)]
    [InlineData(8, 12, 60, 2, false)]
    [InlineData(6, 40, 200, 3, false)]
    [InlineData(8, 200, 400, 4, false)]
    [InlineData(4, 6, 40, 5, true)]
    [InlineData(8, 12, 60, 6, true)]
    [InlineData(6, 40, 200, 7, true)]
    public void The_graph_is_the_union_of_what_all_did_without_what_closed_a_cycle(int threads, int classes, int steps, int seed, bool dedicated)
    {
        for (int round = 0; round < 25; round++)
        {
            Round(threads, classes, steps, (seed * 10_000) + round, dedicated);
        }
    }

    /// <summary>Of dedicated flows some cycles are harmless at first, and then further ones lead through the orders that stand beside the graph.</summary>
    private static void Round(int threads, int classes, int steps, int seed, bool dedicated)
    {
        var reported = new Collector();
        using var checker = new LockChecker(s_options with { Reporters = [reported] });
        LockMap[] locks = Enumerable.Range(0, classes).Select(static i => new LockMap(new LockClass(Name(i)))).ToArray();
        var done = new ConcurrentDictionary<(string From, string To), bool>();
        Threads.Run(threads, number =>
        {
            var random = new Random((seed * 100) + number);
            var flow = new LockFlow(checker, $"flow {number}", dedicated);
            for (int step = 0; step < steps; step++)
            {
                int[] chain = Chain(random, classes);
                for (int i = 0; i < chain.Length; i++)
                {
                    flow.Acquire(in locks[chain[i]]);
                    if (i > 0)
                    {
                        done.TryAdd((Name(chain[i - 1]), Name(chain[i])), true);
                    }
                }

                for (int i = chain.Length - 1; i >= 0; i--)
                {
                    flow.Release(in locks[chain[i]]);
                }
            }
        });

        Compare(checker, reported, done.Keys, seed);
        GC.KeepAlive(locks);
    }

    private static void Compare(LockChecker checker, Collector reported, ICollection<(string From, string To)> done, int seed)
    {
        GraphSnapshot snapshot = checker.Snapshot();
        HashSet<(string, string)> learnt = snapshot.Dependencies.Select(static d => (d.From.Name, d.To.Name)).ToHashSet();
        HashSet<(string, string)> refused = snapshot.Contradicting.Select(static d => (d.From.Name, d.To.Name)).ToHashSet();
        HashSet<(string, string)> closing = reported.All.Select(static v => (v.Cycle[0].From.Name, v.Cycle[0].To.Name)).ToHashSet();
        string because = $"seed {seed}";

        // Plain comparisons: the assertions of the library are quadratic in collections.
        reported.All.All(static v => v.Kind == ViolationKind.CircularDependency).Should().BeTrue(because);
        learnt.Overlaps(refused).Should().BeFalse(because);
        refused.IsSubsetOf(closing).Should().BeTrue(because);

        // Beside the order stands what closes a cycle; a cycle that is harmless so far hides none, so others may lead through it.
        bool harmless = reported.All.Any(static v => !v.FailsBuilds);
        (harmless || closing.SetEquals(refused)).Should().BeTrue(because);
        learnt.Union(refused).ToHashSet().SetEquals(done).Should().BeTrue(because);
        checker.Statistics.InternalFailures.Should().Be(0, because);

        // Each refused order really closes a cycle of learnt ones, and the one that is named.
        var graph = new PlainGraph(learnt);
        graph.HasCycle().Should().BeFalse(because);
        foreach ((string from, string to) in refused)
        {
            graph.Reaches(to, from).Should().BeTrue("{0}: {1} after {2} was refused", because, to, from);
        }

        foreach (Violation finding in reported.All.DistinctBy(static v => (v.Fingerprint, v.Cycle.Count)))
        {
            IsCycleOf(harmless ? [.. learnt, .. refused] : learnt, finding.Cycle).Should().BeTrue(because);
        }
    }

    private static bool IsCycleOf(HashSet<(string, string)> learnt, IReadOnlyList<DependencyStep> cycle)
    {
        for (int i = 0; i < cycle.Count; i++)
        {
            if (cycle[i].To.Name != cycle[(i + 1) % cycle.Count].From.Name || (i > 0 && !learnt.Contains((cycle[i].From.Name, cycle[i].To.Name))))
            {
                return false;
            }
        }

        return cycle.Count > 1;
    }

    private static int[] Chain(Random random, int classes)
    {
        int[] chain = new int[random.Next(2, 5)];
        for (int i = 0; i < chain.Length; i++)
        {
            do
            {
                chain[i] = random.Next(classes);
            }
            while (Array.IndexOf(chain, chain[i], 0, i) >= 0);
        }

        return chain;
    }

    private static string Name(int i) => "C" + i.ToString(CultureInfo.InvariantCulture);
}
