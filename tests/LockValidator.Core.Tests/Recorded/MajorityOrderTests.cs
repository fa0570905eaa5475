using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Recorded;

/// <summary>The row in which classes are put before their orders are.</summary>
public sealed class MajorityOrderTests
{
    private static readonly int[] s_ranks = [.. Enumerable.Range(0, 50)];

    [Fact]
    public void Orders_without_a_cycle_all_keep_the_row()
    {
        var random = new Random(5);
        int[] shuffled = [.. Enumerable.Range(0, 50)];
        random.Shuffle(shuffled);
        (int From, int To)[] arcs = [.. Enumerable.Range(0, 400).Select(_ => (random.Next(50), random.Next(50))).Where(static arc => arc.Item1 < arc.Item2).Select(arc => (shuffled[arc.Item1], shuffled[arc.Item2]))];

        Against(arcs).Should().BeEmpty();
    }

    [Fact]
    public void One_that_is_turned_round_is_the_only_one_against_it()
    {
        List<(int From, int To)> arcs = [.. Enumerable.Range(0, 50).SelectMany(static i => Enumerable.Range(i + 1, 49 - i).Select(j => (i, j)))];
        arcs.Remove((10, 30));
        arcs.Add((30, 10));

        Against(arcs).Should().Equal((30, 10));
    }

    [Fact]
    public void What_is_against_it_does_not_depend_on_the_sequence_of_the_orders()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            (int From, int To)[] arcs = [.. Enumerable.Range(0, 60 + (4 * seed)).Select(_ => (random.Next(50), random.Next(50))).Where(static arc => arc.Item1 != arc.Item2).Distinct()];
            List<(int From, int To)> before = Against(arcs);

            random.Shuffle(arcs);

            Against(arcs).Should().BeEquivalentTo(before, "seed {0}", seed);
        }
    }

    private static List<(int From, int To)> Against(IReadOnlyList<(int From, int To)> arcs)
    {
        List<int> row = MajorityOrder.Of(arcs.Count, i => arcs[i], 50, s_ranks);
        row.Should().OnlyHaveUniqueItems();
        return [.. arcs.Where(arc => row.IndexOf(arc.From) > row.IndexOf(arc.To))];
    }
}
