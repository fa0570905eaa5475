using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Verdicts;

/// <summary>Witnesses are bounded, in number and in bytes. Not beside other tests: these allocate as well.</summary>
[Collection(nameof(AloneCollection))]
public sealed class WitnessSetTests
{
    private const int Edges = 8_000;
    private const long MostBytes = 400;

    [Fact]
    public void A_dependency_costs_at_most_400_bytes_of_witnesses_in_the_mean()
    {
        using Play play = new Play().Do("1: +a +b +c -c -b -a; 2: +a +b +c -c -b -a");
        Dependency sample = play.Checker.Graph.Find(Node(play, "b"), Node(play, "c"))!.Value;
        EdgeWitness[] seen = [.. sample.Witnesses!.Value.All];
        seen.Should().HaveCount(2, "each of two dedicated flows is a witness");

        var sets = new WitnessSet[Edges];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Edges; i++)
        {
            sets[i] = WitnessSet.Empty;
            foreach (EdgeWitness each in seen)
            {
                sets[i] = sets[i].With(new EdgeWitness(each.Kind)
                {
                    Segment = each.Segment, Held = each.Held, Taken = each.Taken, Holds = [.. each.Holds], LastTicks = 1,
                });
            }
        }

        long bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / Edges;
        GC.KeepAlive(sets);
        bytes.Should().BeInRange(1, MostBytes);
    }

    [Fact]
    public void However_many_flows_come_few_are_kept_and_none_is_forgotten()
    {
        using var play = new Play();
        for (int i = 0; i < 40; i++)
        {
            play.Do($"0 starts w{i}; w{i}: +a +b -b -a; 0 joins w{i}");
        }

        Dependency kept = play.Checker.Graph.Find(Node(play, "a"), Node(play, "b"))!.Value;
        kept.Witnesses!.Value.All.Count.Should().BeInRange(1, WitnessSet.Most);

        play.Do("0: +b +a -a -b").Verdict.Should().Be(Verdict.Possible, "what was merged counts as concurrent");
    }

    [Theory]
    [InlineData(-1, Verdict.GateProtected)]
    [InlineData(0, Verdict.Possible)]
    [InlineData(2, Verdict.Possible)]
    [InlineData(4, Verdict.Possible)]
    [InlineData(9, Verdict.Possible)]
    public void Of_many_ways_the_one_without_the_gate_is_never_forgotten(int ungated, Verdict verdict)
    {
        using var play = new Play();
        for (int i = 0; i < 10; i++)
        {
            string own = $"h{i}";
            play.Do($"w{i}: {(i == ungated ? "" : "+g ")}+{own} +a +b -b -a -{own}{(i == ungated ? "" : " -g")}");
        }

        play.Do("x: +g +b +a -a -b -g").Verdict.Should().Be(verdict);
    }

    [Fact]
    public void A_snapshot_shows_who_saw_an_order_on_which_locks()
    {
        using Play play = new Play().Do("1: +g +a:r +b -b -a -g; 2: +a +b -b -a");

        IReadOnlyList<Witness> seen = play.Checker.Snapshot().Dependencies.Single(static step => step.From.Name == "a" && step.To.Name == "b").Witnesses;

        seen.Select(static witness => witness.Flow).Should().Equal("1", "2");
        seen[0].Held.Select(static held => (held.Class, held.Mode)).Should().Equal(("g", LockMode.Exclusive), ("a", LockMode.Shared));
        seen.Should().OnlyContain(static witness => witness.IsExact && witness.HeldInstance > 0 && witness.TakenInstance > 0 && witness.Count == 1);
    }

    private static ClassNode Node(Play play, string name) => play.Checker.Graph.Classes.Single(node => node.DisplayName == name);
}
