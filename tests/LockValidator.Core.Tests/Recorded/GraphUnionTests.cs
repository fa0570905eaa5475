using FluentAssertions;
using LockValidator.Core.Tests.Verdicts;
using Xunit;

namespace LockValidator.Core.Tests.Recorded;

/// <summary>Uniting graphs: in whatever order, how often, from memory or from files.</summary>
public sealed class GraphUnionTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void It_is_commutative_associative_and_idempotent(int seed)
    {
        LockGraph[] graphs = [.. Enumerable.Range(0, 12).Select(i => GraphFiles.Random((100 * seed) + i, steps: 8))];
        string all = GraphFiles.TextOf(LockGraph.Merge(graphs));

        GraphFiles.TextOf(LockGraph.Merge(graphs.Reverse())).Should().Be(all, "seed {0}: turned round", seed);
        GraphFiles.TextOf(LockGraph.Merge([.. graphs, .. graphs, LockGraph.Merge(graphs[..5])])).Should().Be(all, "seed {0}: twice", seed);
        LockGraph left = graphs.Aggregate(static (one, other) => LockGraph.Merge(one, other));
        GraphFiles.TextOf(left).Should().Be(all, "seed {0}: one by one", seed);
        LockGraph right = LockGraph.Merge(LockGraph.Merge(graphs[7..]), LockGraph.Merge(graphs[..7].Reverse()));
        GraphFiles.TextOf(right).Should().Be(all, "seed {0}: in groups", seed);
    }

    [Fact]
    public void Files_are_united_as_graphs_in_memory_are()
    {
        LockGraph[] graphs = [.. Enumerable.Range(1, 5).Select(static seed => GraphFiles.Random(seed))];
        List<TemporaryFile> files = [.. graphs.Select(static _ => new TemporaryFile())];
        foreach ((LockGraph graph, TemporaryFile file) in graphs.Zip(files))
        {
            graph.Write(file.Path);
        }

        LockGraph read = LockGraph.ReadAll(files.Select(static file => file.Path));

        GraphFiles.TextOf(read).Should().Be(GraphFiles.TextOf(LockGraph.Merge(graphs)));
        files.ForEach(static file => file.Dispose());
    }

    [Fact]
    public void Nothing_adds_nothing()
    {
        LockGraph graph = GraphFiles.Random(1);

        GraphFiles.TextOf(LockGraph.Merge(LockGraph.Empty, graph)).Should().Be(GraphFiles.TextOf(graph));
        LockGraph.Empty.IsNothingObserved.Should().BeTrue();
        graph.IsNothingObserved.Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_verdict_never_gets_milder_by_another_run(int seed)
    {
        var worst = new Dictionary<string, int>();
        LockGraph union = LockGraph.Empty;
        for (int i = 0; i < 20; i++)
        {
            union = LockGraph.Merge(union, GraphFiles.Random((100 * seed) + i, steps: 3));
            bool failed = worst.Values.Any(static severity => severity >= Verdict.Possible.Severity());
            IReadOnlyList<Violation> now = union.Judge();
            now.Any(static finding => finding.FailsBuilds).Should().Be(failed || now.Any(static finding => finding.FailsBuilds), "seed {0}", seed);
            foreach (Violation finding in now)
            {
                string key = finding.Fingerprint;
                finding.Verdict.Severity().Should().BeGreaterThanOrEqualTo(worst.GetValueOrDefault(key), "seed {0}, run {1}", seed, i);
                worst[key] = finding.Verdict.Severity();
            }
        }
    }

    [Fact]
    public void Two_shards_that_are_clean_alone_give_an_inversion_with_both_sides()
    {
        LockGraph first = GraphFiles.Of("main: +a +b -b -a"), second = GraphFiles.Of("main: +b +a -a -b");
        first.Judge().Should().BeEmpty();
        second.Judge().Should().BeEmpty();

        Violation finding = LockGraph.Merge(first, second).Judge().Should().ContainSingle().Subject;

        finding.Kind.Should().Be(ViolationKind.CircularDependency);
        finding.Verdict.Should().Be(Verdict.Possible);
        finding.Cycle.Should().HaveCount(2).And.OnlyContain(static step => step.Witness.Flow == "main");
        finding.Fingerprint.Should().Be(LiveFingerprint("main: +a +b -b -a; other: +b +a -a -b"));
    }

    [Fact]
    public void Two_shards_under_one_gate_each_stay_protected()
    {
        const string First = "main: +g +a +b -b -a -g", Second = "main: +g +b +a -a -b -g";
        LockGraph[] shards = [.. Enumerable.Range(0, 40).Select(static i => GraphFiles.Of(i % 2 == 0 ? First : Second))];

        LockGraph.Merge(shards).Judge().Should().ContainSingle().Which.Verdict.Should().Be(Verdict.GateProtected);
        LockGraph.Merge([.. shards, GraphFiles.Of("main: +b +a -a -b")]).Judge().Should().ContainSingle().Which.Verdict.Should().Be(Verdict.Possible, "one shard is not under it");
    }

    [Fact]
    public void What_one_flow_of_a_run_did_another_run_can_meet()
    {
        const string Both = "main: +a +b -b -a; main: +b +a -a -b";

        GraphFiles.Of(Both).Judge().Should().ContainSingle().Which.Verdict.Should().Be(Verdict.SingleFlow);
        LockGraph.Merge(GraphFiles.Of(Both), GraphFiles.Of(Both)).Judge().Should().ContainSingle().Which.Verdict.Should().Be(Verdict.Possible);
    }

    private static string LiveFingerprint(string script)
    {
        using Play play = new Play().Do(script);
        return play.Last.Fingerprint;
    }
}
