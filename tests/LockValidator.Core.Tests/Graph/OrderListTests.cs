using FluentAssertions;
using Xunit;
using Xunit.Abstractions;

namespace LockValidator.Core.Tests;

public sealed class OrderListTests(ITestOutputHelper output)
{
    public enum Place
    {
        AfterTheLeft,
        BeforeTheRight,
        AfterTheNewest,
        Alternating,
        BlocksOfSeven,
    }

    [Theory]
    [InlineData(3, 20_000)]
    [InlineData(12, 20_000)]
    [InlineData(60, 10_000)]
    public void Agrees_with_a_plain_list_after_each_of_many_random_operations(int nodes, int operations)
    {
        for (int seed = 1; seed <= operations / 1_000; seed++)
        {
            OrderList<int> list = new();
            List<int> model = [];
            Random random = new(seed);
            Action run = () =>
            {
                for (int step = 0; step < 1_000; step++)
                {
                    Play(list, model, random, nodes);
                    list.CheckInvariants();
                    Walk(list).Should().Equal(model, "step {0}", step);
                }
            };
            run.Should().NotThrow("the seed is {0}, {1} nodes", seed, nodes);
        }
    }

    [Theory]
    [InlineData(Place.AfterTheLeft)]
    [InlineData(Place.BeforeTheRight)]
    [InlineData(Place.AfterTheNewest)]
    [InlineData(Place.Alternating)]
    [InlineData(Place.BlocksOfSeven)]
    public void Labels_stay_strictly_increasing_and_relabelling_local_when_all_go_to_one_place(Place place)
    {
        const int nodes = 200_000;
        OrderList<int> list = new();
        for (int node = 0; node < nodes + 2; node++)
        {
            list.InsertLast(node);
        }

        ChunkedArray<int> block = new();
        long largest = 0;
        for (int node = 2; node < nodes + 2; node++)
        {
            switch (place)
            {
                case Place.AfterTheLeft:
                    list.MoveAfter(node, 0);
                    break;
                case Place.BeforeTheRight:
                    list.MoveBefore(node, 1);
                    break;
                case Place.AfterTheNewest:
                    list.MoveAfter(node, node == 2 ? 0 : node - 1);
                    break;
                case Place.Alternating when node % 2 == 0:
                    list.MoveAfter(node, node == 2 ? 0 : node - 1);
                    break;
                case Place.Alternating:
                    list.MoveBefore(node, node - 1);
                    break;
                default:
                    block.Clear();
                    for (int i = 0; i < 7 && node < nodes + 2; i++, node++)
                    {
                        block.Add(node);
                    }

                    node--;
                    list.MoveAllAfter(block, 0);
                    break;
            }

            largest = Math.Max(largest, list.LastRelabels);
            if (list.Label(list.Previous(node)) >= list.Label(node) || (list.Next(node) is int next && next != OrderList<int>.None && list.Label(node) >= list.Label(next)))
            {
                Assert.Fail($"Node {node} is out of order.");
            }

            if (node % 20_000 == 0)
            {
                list.CheckInvariants();
            }
        }

        list.CheckInvariants();
        output.WriteLine($"{place}: {list.TotalRelabels / (double)nodes:F2} relabels an insertion, at most {largest} in one");
        list.TotalRelabels.Should().BeGreaterThan(0, "the place must have become full");
        (list.TotalRelabels / (double)nodes).Should().BeLessThan(64);
    }

    [Fact]
    public void A_full_place_does_not_cost_the_rest_of_the_list_anything()
    {
        // A million nodes at rest, and one place among them that takes ten thousand: no relabel may reach far.
        OrderList<int> list = new();
        for (int node = 0; node < 1_000_000; node++)
        {
            list.InsertLast(node);
        }

        int largest = 0;
        for (int node = 1_000_000; node < 1_010_000; node++)
        {
            list.InsertAfter(node, 500_000);
            largest = Math.Max(largest, list.LastRelabels);
        }

        largest.Should().BePositive().And.BeLessThan(20_000);
        list.CheckInvariants();
    }

    [Fact]
    public void Either_end_takes_any_number_of_nodes_nearly_without_relabelling()
    {
        OrderList<int> list = new();
        for (int node = 0; node < 100_000; node++)
        {
            list.InsertLast(node);
        }

        for (int node = 1; node < 100_000; node++)
        {
            list.MoveBefore(node, list.First);
            list.MoveAfter(node - 1, list.Last);
        }

        // Only of groups that became small as their nodes left.
        list.TotalRelabels.Should().BeLessThan(200_000);
        list.CheckInvariants();
    }

    [Fact]
    public void Moves_many_nodes_in_the_order_they_have_whatever_the_sequence_they_are_given_in()
    {
        OrderList<int> list = new();
        for (int node = 0; node < 10_001; node++)
        {
            list.InsertLast(node);
        }

        int[] given = [.. Enumerable.Range(0, 10_000)];
        new Random(5).Shuffle(given);
        ChunkedArray<int> nodes = new();
        foreach (int node in given)
        {
            nodes.Add(node);
        }

        list.MoveAllAfter(nodes, 10_000);
        Walk(list).Should().Equal(Enumerable.Range(0, 10_000).Prepend(10_000));

        list.MoveAllBefore(nodes, 10_000);
        Walk(list).Should().Equal(Enumerable.Range(0, 10_001));
        list.CheckInvariants();
    }

    private static List<int> Walk(OrderList<int> list)
    {
        List<int> nodes = [];
        for (int node = list.First; node != OrderList<int>.None; node = list.Next(node))
        {
            nodes.Add(node);
        }

        return nodes;
    }

    private static void Play(OrderList<int> list, List<int> model, Random random, int nodes)
    {
        int one = random.Next(nodes);
        bool listed = model.Contains(one);
        list.Contains(one).Should().Be(listed);
        int[] others = [.. model.Where(node => node != one)];
        if (!listed)
        {
            if (others.Length == 0 || random.Next(2) == 0)
            {
                list.InsertLast(one);
                model.Add(one);
            }
            else
            {
                int before = others[random.Next(Math.Min(2, others.Length))];
                list.InsertAfter(one, before);
                model.Insert(model.IndexOf(before) + 1, one);
            }
        }
        else if (others.Length == 0 || random.Next(12) == 0)
        {
            list.Remove(one);
            model.Remove(one);
        }
        else
        {
            // Mostly to one of the first places, so that they fill up.
            Move(list, model, random, others[random.Next(random.Next(4) == 0 ? others.Length : Math.Min(2, others.Length))], one);
        }
    }

    private static void Move(OrderList<int> list, List<int> model, Random random, int anchor, int one)
    {
        bool after = random.Next(2) == 0;
        bool many = random.Next(2) == 0;
        int[] moved = many ? [.. model.Where(node => node != anchor && random.Next(3) == 0)] : [one];
        model.RemoveAll(node => moved.Contains(node));
        model.InsertRange(model.IndexOf(anchor) + (after ? 1 : 0), moved);
        random.Shuffle(moved);
        ChunkedArray<int> nodes = new();
        foreach (int node in moved)
        {
            nodes.Add(node);
        }

        if (moved.Length == 0)
        {
            return;
        }

        switch (many, after)
        {
            case (false, true):
                list.MoveAfter(one, anchor);
                break;
            case (false, false):
                list.MoveBefore(one, anchor);
                break;
            case (true, true):
                list.MoveAllAfter(nodes, anchor);
                break;
            default:
                list.MoveAllBefore(nodes, anchor);
                break;
        }
    }
}
