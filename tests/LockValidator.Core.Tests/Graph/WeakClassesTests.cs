using System.Runtime.CompilerServices;
using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

/// <summary>The handles of class objects, and what a node that was removed sees of them.</summary>
public sealed class WeakClassesTests
{
    [Fact]
    public void A_node_does_not_keep_its_class_alive()
    {
        var table = new ClassTable();
        var kept = new LockClass("kept");
        ClassNode node = table.Add(kept, 0, 0);
        ClassNode lost = AddOne(table, 1);
        GC.Collect();

        node.Class.Should().BeSameAs(kept);
        lost.Class.Should().BeNull();
    }

    [Fact]
    public void A_node_that_was_removed_does_not_take_the_class_with_its_number_for_its_own()
    {
        var table = new ClassTable();
        var (first, second) = (new LockClass("first"), new LockClass("second"));
        ClassNode before = table.Add(first, 0, 0);
        table.Remove(before);
        ClassNode after = table.Add(second, 0, 0);

        before.Class.Should().BeNull();
        after.Class.Should().BeSameAs(second);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ClassNode AddOne(ClassTable table, int number) => table.Add(new LockClass("lost"), 0, number);
}
