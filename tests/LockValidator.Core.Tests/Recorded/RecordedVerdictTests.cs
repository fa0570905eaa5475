using FluentAssertions;
using LockValidator.Core.Tests.Verdicts;
using Xunit;

namespace LockValidator.Core.Tests.Recorded;

/// <summary>The file comes to the verdict that the live checker came to.</summary>
public sealed class RecordedVerdictTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 200)];

    [Theory]
    [InlineData("main: +a +b -b -a; other: +b +a -a -b", Verdict.Possible)]
    [InlineData("main: +a +b -b -a; main: +b +a -a -b", Verdict.SingleFlow)]
    [InlineData("pool: +a +b -b -a; pool: +b +a -a -b", Verdict.Possible)]
    [InlineData("main: +g +a +b -b -a -g; other: +g +b +a -a -b -g", Verdict.GateProtected)]
    [InlineData("main: +g:r +a +b -b -a -g; other: +g:r +b +a -a -b -g", Verdict.Possible)]
    [InlineData("main: +a +b -b -a; main starts other; other: +b +a -a -b", Verdict.OrderedByStartJoin)]
    [InlineData("main starts other; main: +a +b -b -a; other: +b +a -a -b", Verdict.Possible)]
    [InlineData("main starts other; other: +b +a -a -b; main joins other; main: +a +b -b -a", Verdict.OrderedByStartJoin)]
    [InlineData("main: +g; main starts other; other: +b +a -a -b; main joins other; main: -g; third: +g +a +b -b -a -g", Verdict.GateProtected)]
    [InlineData("main enters one; main: +a +b -b -a; main leaves one; main enters two; main: +b +a -a -b; main leaves two", Verdict.Possible)]
    public void Each_reason_is_kept(string script, Verdict verdict)
    {
        using Play play = new Play().Do(script);
        play.Verdict.Should().Be(verdict, "that is what it is live");

        Violation finding = GraphFiles.Read(GraphFiles.BytesOf(LockGraph.Of(play.Checker))).Judge().Should().ContainSingle().Subject;

        finding.Verdict.Should().Be(verdict);
        finding.Reason.Should().Be(play.Last.Reason);
        finding.Fingerprint.Should().Be(play.Last.Fingerprint);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_random_run_fails_from_its_file_where_it_failed_live(int seed)
    {
        var random = new Random(seed);
        using Play play = new Play().Make(RandomSteps.Locks);
        for (int i = 0; i < 30; i++)
        {
            play.Do(RandomSteps.Step(random));
        }

        Dictionary<string, Verdict> live = Worst(play.Reported.Where(static finding => finding.Kind == ViolationKind.CircularDependency));
        Dictionary<string, Verdict> file = Worst(GraphFiles.Read(GraphFiles.BytesOf(LockGraph.Of(play.Checker))).Judge().Where(static finding => finding.Kind == ViolationKind.CircularDependency));

        file.Values.Any(static verdict => verdict.FailsBuilds()).Should().Be(live.Values.Any(static verdict => verdict.FailsBuilds()), "seed {0}", seed);
        foreach ((string fingerprint, Verdict verdict) in live.Where(each => file.ContainsKey(each.Key)))
        {
            // Live, a cycle over an order that fails builds already is not looked at again.
            (live.Values.Any(static each => each.FailsBuilds()) ? file[fingerprint].Severity() >= verdict.Severity() : file[fingerprint] == verdict)
                .Should().BeTrue("seed {0}: live {1}, from the file {2}", seed, verdict, file[fingerprint]);
        }
    }

    [Theory]
    [InlineData(10, 1, 9)]
    [InlineData(10, 9, 1)]
    [InlineData(10, 10, 0)]
    [InlineData(10, 11, 0)]
    public void Of_too_many_contradictions_the_rest_is_counted(int inversions, int most, int leftOut)
    {
        using Play play = new Play();
        for (int i = 0; i < inversions; i++)
        {
            play.Do(FormattableString.Invariant($"main: +a{i} +b{i} -b{i} -a{i}; other: +b{i} +a{i} -a{i} -b{i}"));
        }

        IReadOnlyList<Violation> findings = LockGraph.Of(play.Checker).Judge(most, out int rest);

        findings.Should().HaveCount(Math.Min(most, inversions)).And.OnlyContain(static finding => finding.FailsBuilds);
        rest.Should().Be(leftOut);
    }

    [Fact]
    public void What_is_no_cycle_of_orders_is_kept_as_it_was_found()
    {
        var checker = new LockChecker();
        var flow = new LockFlow(checker, "flow");
        var spin = new LockMap(new LockClass("spin", LockKind.RawSpin));
        var sleep = new LockMap(new LockClass("sleep"));
        flow.Acquire(in spin);
        flow.Acquire(in sleep);
        flow.Release(in sleep);
        flow.Release(in spin);
        flow.Release(in spin);
        checker.Violations.Select(static finding => finding.Kind).Should().Equal(ViolationKind.InvalidWaitContext, ViolationKind.UnbalancedRelease);

        LockGraph graph = GraphFiles.Read(GraphFiles.BytesOf(LockGraph.Of(checker)));

        graph.Judge().Select(TextReport.Render).Should().BeEquivalentTo(checker.Violations.Select(TextReport.Render));
        LockGraph.Merge(graph, GraphFiles.Of("main: +a -a"), graph).Judge().Should().HaveCount(2);
    }

    /// <summary>The first of the verdicts has the default value of the type, and was left out of the file.</summary>
    [Fact]
    public void A_finding_that_is_possible_is_kept_as_well_as_one_that_is_certain()
    {
        using Play play = new Play().Do("main: +a#1 +a#2 -a#2 -a#1; other: +a#2 +a#1 -a#1 -a#2");
        play.Last.Kind.Should().Be(ViolationKind.SameClassNesting);
        play.Last.Verdict.Should().Be(Verdict.Possible);

        GraphFiles.Read(GraphFiles.BytesOf(LockGraph.Of(play.Checker))).Judge().Should().ContainSingle().Which.Verdict.Should().Be(Verdict.Possible);
    }

    [Fact]
    public void A_cycle_whose_class_is_gone_is_kept_as_it_was_found()
    {
        var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        var flow = new LockFlow(checker, "flow");
        LockClass first = new("a"), second = new("b");
        LockMap a = new(first), b = new(second);
        foreach ((LockMap outer, LockMap inner) in new[] { (a, b), (b, a) })
        {
            flow.Acquire(in outer);
            flow.Acquire(in inner);
            flow.Release(in inner);
            flow.Release(in outer);
        }

        checker.Unregister(first);

        LockGraph graph = LockGraph.Of(checker);
        graph.OrderCount.Should().Be(0);
        graph.Judge().Should().ContainSingle().Which.Fingerprint.Should().Be(checker.Violations.Single().Fingerprint);
    }

    private static Dictionary<string, Verdict> Worst(IEnumerable<Violation> findings) => findings
        .GroupBy(static finding => finding.Fingerprint)
        .ToDictionary(static same => same.Key, static same => same.MaxBy(static finding => finding.Verdict.Severity())!.Verdict);
}
