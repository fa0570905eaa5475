using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Graph;

/// <summary>Classes are found by number and subclass, in whatever order they came and whoever went.</summary>
public sealed class ClassesByIdTests
{
    [Fact]
    public void Classes_are_found_whatever_the_order_in_which_they_come_and_go()
    {
        var random = new Random(5);
        LockClass[] types = [.. Enumerable.Range(0, 5_000).Select(static i => new LockClass($"class {i}"))];
        var classes = new ClassesById();
        var here = new Dictionary<(int Type, int Subclass), ClassNode>();
        for (int step = 0; step < 40_000; step++)
        {
            // From the middle, then to both sides: numbers below the first one come as well.
            (int Type, int Subclass) key = (Math.Clamp(2_500 + (random.Next(-step, step + 1) / 8), 0, types.Length - 1), random.Next(8) == 0 ? random.Next(1, 8) : 0);
            if (here.Remove(key, out ClassNode? gone))
            {
                classes.Remove(gone);
                gone.Leave();
            }
            else
            {
                var node = new ClassNode(types[key.Type], key.Subclass, step, step);
                classes.Add(node);
                here.Add(key, node);
            }

            classes.Find(types[key.Type].Id, key.Subclass).Should().BeSameAs(here.GetValueOrDefault(key));
        }

        classes.Count.Should().Be(here.Count);
        foreach (((int type, int subclass), ClassNode node) in here)
        {
            classes.Find(types[type].Id, subclass).Should().BeSameAs(node);
        }

        classes.Find(types[^1].Id + 1_000_000, 0).Should().BeNull();
        classes.Find(0, 0).Should().BeNull();
    }
}
