using FluentAssertions;
using Xunit;

namespace LockValidator.Conformance.Tests;

/// <summary>Operations and expectations of the format that the file has no or few cases of.</summary>
public sealed class PeerReplayTests
{
    [Theory]
    [InlineData("double_lock", "m:mutex", "T1 acq m x; T2 annotate_acq m x")]
    [InlineData("none", "m:mutex", "T1 acq m x; T1 rel m x; T2 annotate_acq m x")]
    [InlineData("exit_held", "m:mutex", "T1 acq m x; T1 exit")]
    [InlineData("none", "m:mutex", "T1 acq m x; T1 rel m x; T1 exit")]
    [InlineData("leaked_hold", "m:mutex", "T1 acq m x; T1 return_scope m")]
    [InlineData("none", "m:mutex", "T1 acq m x; T1 rel m x; T1 return_scope m")]
    [InlineData("rw_mismatch", "m:rw", "T1 acq m x; T1 acq m r")]
    [InlineData("none", "m:rw", "T1 acq m x; T1 rel m x; T1 acq m r")]
    [InlineData("reinit_live", "m:mutex", "T1 new m; T1 new m")]
    [InlineData("none", "m:mutex", "T1 new m; T1 del m; T1 new m")]
    [InlineData("destroy_held", "m:mutex", "T2 acq m x; T1 del m")]
    [InlineData("none", "m:mutex", "T2 acq m x; T2 rel m x; T1 del m")]
    [InlineData("use_after_destroy", "m:mutex", "T1 acq m x; T1 rel m x; T1 acq m x; T1 rel m x; T1 del m; T1 acq m x")]
    [InlineData("none", "m:mutex", "T1 new m; T1 acq m x; T1 rel m x; T1 acq m x; T1 rel m x; T1 del m; T1 new m; T1 acq m x")]
    [InlineData("rank_violation", "a:rank1 b:rank2", "T1 acq b x; T1 acq a x")]
    [InlineData("none", "a:rankM1 b:rankO2", "T1 acq b x; T1 acq a x")]
    [InlineData("same_rank", "a:rank1 b:rank1", "T1 acq b x; T1 acq a x")]
    [InlineData("none", "a:rank1 b:rank1", "T1 acq b x; T1 rel b x; T1 acq a x")]
    [InlineData("cycle", "a:mutex b:mutex", "T1 acq a x; T1 acq b x; T2 acq b x; T2 want a")]
    [InlineData("none", "a:mutex b:mutex", "T1 detector_off; T1 acq a x; T1 acq b x; T1 detector_on; T2 acq b x; T2 want a")]
    [InlineData("cycle", "a:mutex b:mutex", "T1 acq a x; T1 timed b x+; T1 rel b x; T1 rel a x; T1 acq b x; T1 acq a x")]
    [InlineData("none", "a:mutex b:mutex", "T1 acq a x; T1 try b x+; T1 rel b x; T1 rel a x; T1 acq b x; T1 acq a x")]
    [InlineData("cycle", "a:rw b:mutex", "T1 acq a u; T1 acq b x; T1 upgrade a")]
    [InlineData("none", "a:rw b:mutex", "T1 acq a u; T1 upgrade a; T1 acq b x")]
    [InlineData("cycle", "m:rw", "T1 acq m r; T1 acq m u; T1 rel m u; T1 rel m r; T2 acq m u; T2 upgrade m")]
    [InlineData("recursion", "m:rw", "T1 acq m x; T1 acq m u; T1 rel m u; T1 rel m x; T2 acq m u; T2 upgrade m")]
    [InlineData("recursion", "m:rw", "T1 acq m u; T1 acq m u; T1 rel m u; T1 rel m u; T2 acq m x")]
    [InlineData("none", "m:rw", "T1 acq m u; T1 rel m u; T1 acq m u; T1 rel m u; T2 acq m x")]
    [InlineData("recursion", "m:rw", "T1 acq m u; T1 rel m u; T1 acq m u; T1 acq m u")]
    [InlineData("none", "m:rw", "T1 acq m u; T1 rel m u; T1 acq m u; T1 acq m r; T1 rel m r; T1 rel m u; T1 exit")]
    [InlineData("event_cycle", "m:mutex c:channel", "T1 acq m x; T1 send c blocks; T2 want m x; T2 recv c after.m")]
    [InlineData("none", "m:mutex c:channel", "T1 acq m x; T1 rel m x; T1 send c blocks; T2 want m x; T2 recv c after.m")]
    [InlineData("cycle", "a:mutex b:mutex", "T1 new_many l 3; T1 acq l0 x; T1 acq l2 x; T1 rel l2 x; T1 rel l0 x; T1 acq l2 x; T1 acq l0 x")]
    [InlineData("none", "a:mutex b:mutex", "T1 nest_fresh a 50; T1 nest_fresh b 50")]
    [InlineData("model_equiv", "", "G random 6 400")]
    [InlineData("model_equiv", "", "G random 24 1500")]
    public void The_operations_give_what_is_expected(string expect, string locks, string operations)
    {
        PeerScenario scenario = ScenarioOf(expect, locks, operations);
        using var replay = new PeerReplay(scenario);

        replay.Run();

        PeerExpectation.Differences(scenario, replay).Should().BeEmpty();
    }

    [Theory]
    [InlineData("T1 acq a x; T1 forget a; T1 acq b x; T1 rel b x; T1 rel a x; T1 acq a x; T1 acq b x", true)]
    [InlineData("T1 acq a x; T1 forget a; T1 acq b x; T1 rel b x; T1 rel a x; T1 acq b x; T1 acq a x", false)]
    [InlineData("T1 acq x x; T1 acq a x; T1 forget a; T2 acq a x; T2 rel a x; T1 rel x x; T1 rel a x; T1 acq a x; T1 acq b x", true)]
    [InlineData("T1 acq x x; T1 acq a x; T1 forget a; T2 acq a x; T2 rel a x; T1 rel x x; T1 acq b x", false)]
    public void A_lock_that_was_forgotten_while_held_starts_afresh_with_its_next_acquisition(string operations, bool ordered)
    {
        PeerScenario scenario = ScenarioOf("none", "x:mutex a:mutex b:mutex", operations);
        scenario = ordered ? scenario with { Edges = [("a", "b")] } : scenario with { NoEdges = [("a", "b")] };
        using var replay = new PeerReplay(scenario);

        replay.Run();

        PeerExpectation.Differences(scenario, replay).Should().BeEmpty();
    }

    [Theory]
    [InlineData("T1 levitate a")]
    [InlineData("G levitate 1 2")]
    [InlineData("T1 acq a sideways")]
    [InlineData("T1 acq z x")]
    [InlineData("T1 cond_wait a whatever")]
    public void What_is_not_known_fails_the_case(string operations)
    {
        using var replay = new PeerReplay(ScenarioOf("none", "a:mutex", operations));

        replay.Invoking(static each => each.Run()).Should().Throw<FormatException>();
    }

    [Theory]
    [InlineData("0 1 2", true)]
    [InlineData("2 0 1", true)]
    [InlineData("0 2 1", false)]
    [InlineData("0 1", false)]
    public void A_path_is_compared_up_to_rotation(string path, bool matches)
    {
        PeerScenario scenario = PeerScenarioFile.Named("tsan/deadlock_detector_stress_test/Test2") with { Path = path.Split(' ') };
        using var replay = new PeerReplay(scenario);

        replay.Run();

        PeerExpectation.Differences(scenario, replay).Should().HaveCount(matches ? 0 : 1);
    }

    /// <summary>Operations are parted by "; ", their parts by blanks; a dot stands for a blank in the last part.</summary>
    private static PeerScenario ScenarioOf(string expect, string locks, string operations) => new()
    {
        Suite = "own",
        Case = operations,
        Locks = [.. locks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static each => each.Split(':')).Select(static parts => (parts[0], parts[1]))],
        Operations = [.. operations.Split("; ").Select(static (text, index) => OperationOf(text.Split(' '), index))],
        Expect = expect,
    };

    private static PeerOperation OperationOf(string[] parts, int index) =>
        new(index, parts[0], parts[1], parts.ElementAtOrDefault(2) ?? "", parts.ElementAtOrDefault(3)?.Replace('.', ' ') ?? "");
}
