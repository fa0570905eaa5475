using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Verdicts;

/// <summary>Work that is started on a flow which is not known yet.</summary>
public sealed class FlowStartTests
{
    [Theory]
    [InlineData("main", "worker", true, Verdict.OrderedByStartJoin)]
    [InlineData("main", "worker", false, Verdict.Possible)]
    [InlineData("main", "pool", true, Verdict.Possible)]
    public void Work_that_was_waited_for_is_over(string starter, string worker, bool joined, Verdict verdict)
    {
        using var play = new Play();
        FlowStart start = play.Flow(starter).Starting();
        using (play.Flow(worker).MakeCurrent())
        using (start.Begin())
        {
            play.Do($"{worker}: +a +b -b -a");
        }

        if (joined)
        {
            play.Flow(starter).Joined(start);
        }

        play.Do($"{starter}: +b +a -a -b").Verdict.Should().Be(verdict);
    }

    [Theory]
    [InlineData(true, true, Verdict.GateProtected)]
    [InlineData(true, false, Verdict.Possible)]
    [InlineData(false, true, Verdict.Possible)]
    public void What_its_starter_holds_around_it_is_a_gate(bool keeps, bool gated, Verdict verdict)
    {
        using var play = new Play();
        play.Do("0: +g");
        FlowStart start = play.Flow("0").Starting();
        using (play.Flow("pool").MakeCurrent())
        using (start.Begin())
        {
            play.Do("pool: +a +b -b -a");
        }

        if (keeps)
        {
            play.Flow("0").Joined(start);
        }

        play.Do("0: -g");
        play.Do(gated ? "pool2: +g +b +a -a -b -g" : "pool2: +b +a -a -b").Verdict.Should().Be(verdict);
    }

    [Fact]
    public void After_it_the_flow_is_under_the_gate_no_more()
    {
        using var play = new Play();
        play.Do("0: +g");
        FlowStart start = play.Flow("0").Starting();
        using (play.Flow("pool").MakeCurrent())
        {
            using (start.Begin())
            {
                play.Do("pool: +a +b -b -a");
            }

            play.Flow("0").Joined(start);
            play.Do("0: -g; pool2: +g +b +a -a -b -g").Verdict.Should().Be(Verdict.GateProtected);
            play.Do("pool: +a +b -b -a");
        }

        play.Verdict.Should().Be(Verdict.Possible);
    }

    [Theory]
    [InlineData(true, Verdict.Possible)]
    [InlineData(false, Verdict.GateProtected)]
    public void A_gate_that_lets_readers_in_before_the_end_is_none_against_them(bool downgrades, Verdict verdict)
    {
        using var play = new Play();
        play.Do("0: +g; 0 starts 1");
        if (downgrades)
        {
            play.Flow("0").Downgrade(play.MapOf("g"));
        }

        play.Do("1: +a +b -b -a; 0 joins 1; 0: -g");
        play.Do("2: +g:r +b +a -a -b -g").Verdict.Should().Be(verdict);
    }

    [Fact]
    public void A_gate_that_is_let_go_before_the_end_makes_the_verdict_worse_at_once()
    {
        using var play = new Play();
        play.Do("0: +g; 0 starts 1; 1: +a +b -b -a; 2: +h");
        play.Do("3: +g +b +a -a -b -g").Verdict.Should().Be(Verdict.GateProtected);

        play.Do("0: -g");

        play.Last.Should().Match<Violation>(static v => v.Verdict == Verdict.Possible && !v.Known);
    }
}
