using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

public sealed class DependencyGraphTests
{
    private static readonly Witness s_witness = new("test", "test", CodePosition.Unknown, CodePosition.Unknown);

    private readonly DependencyGraph _graph = new();
    private readonly List<LockClass> _kept = [];

    [Fact]
    public void A_dependency_that_is_gone_is_not_taken_for_the_one_that_got_its_row()
    {
        ClassNode a = Meet("a"), b = Meet("b"), c = Meet("c");
        Dependency gone = Learn(a, b, DependencyKinds.EN);
        _graph.Forget(gone);

        Dependency next = Learn(b, c, DependencyKinds.EN);

        next.Number.Should().Be(gone.Number, "the row is used again");
        gone.Exists.Should().BeFalse();
        next.Exists.Should().BeTrue();
        gone.Equals(next).Should().BeFalse();
        _graph.Forget(gone);
        _graph.Find(b, c).Should().Be(next, "to forget it once more must not hit the other");
    }

    [Fact]
    public void The_row_of_a_dependency_that_is_gone_hands_nothing_on()
    {
        ClassNode a = Meet("a"), b = Meet("b"), c = Meet("c");
        Dependency gone = Learn(a, b, DependencyKinds.EN);
        gone.Row.IsWatched = true;
        gone.Evidence.All = WitnessSet.Empty;
        gone.Remarks.Grounds = new DependencyGrounds(gone);
        _graph.Forget(gone);

        Dependency next = Learn(b, c, DependencyKinds.ER);

        next.Kinds.Should().Be(DependencyKinds.ER);
        next.IsWatched.Should().BeFalse();
        next.Witnesses.Should().BeNull();
        next.Grounds.Should().BeNull();
    }

    [Theory]
    [InlineData(0, "b2 b3")]
    [InlineData(1, "b1 b3")]
    [InlineData(2, "b1 b2")]
    public void Those_of_a_class_are_told_in_the_order_in_which_they_came(int forgotten, string left)
    {
        ClassNode a = Meet("a");
        Dependency[] all = [Learn(a, Meet("b1"), DependencyKinds.EN), Learn(a, Meet("b2"), DependencyKinds.EN), Learn(a, Meet("b3"), DependencyKinds.EN)];

        _graph.Forget(all[forgotten]);
        string.Join(' ', _graph.From(a).ToArray().Select(static d => d.To.Name)).Should().Be(left);
        Learn(a, Meet("new"), DependencyKinds.EN);
        string.Join(' ', _graph.From(a).ToArray().Select(static d => d.To.Name)).Should().Be(left + " new");
    }

    [Fact]
    public void The_last_one_leaves_an_empty_list()
    {
        ClassNode a = Meet("a"), b = Meet("b");
        _graph.Forget(Learn(a, b, DependencyKinds.EN));

        _graph.From(a).ToArray().Should().BeEmpty();
        _graph.To(b).ToArray().Should().BeEmpty();
        Learn(a, b, DependencyKinds.EN);
        _graph.To(b).ToArray().Should().ContainSingle();
    }

    [Fact]
    public void A_class_of_plain_locks_is_one_node_and_its_first_reader_makes_it_two()
    {
        ClassNode a = Meet("a"), b = Meet("b"), c = Meet("c");
        Learn(a, b, DependencyKinds.EN);
        Learn(b, c, DependencyKinds.EN);
        _graph.Order.NodeCount.Should().Be(3);

        Learn(c, a, DependencyKinds.ER, isAdded: false);
        Learn(a, Meet("d"), DependencyKinds.SN);

        _graph.Order.NodeCount.Should().Be(5, "a has a reader, and d is new");
    }

    [Theory]
    [InlineData(DependencyKinds.EN, false)]
    [InlineData(DependencyKinds.SN, false)]
    [InlineData(DependencyKinds.ER, true)]
    [InlineData(DependencyKinds.SR, true)]
    public void What_was_learnt_before_the_first_reader_counts_for_it_too(DependencyKinds back, bool isAdded)
    {
        // b is held by readers alone: a recursive reader of b does not wait for those.
        ClassNode a = Meet("a"), b = Meet("b");
        Learn(b, a, DependencyKinds.SN);

        Learn(a, b, back, isAdded);
        _graph.Order.CheckInvariants();
    }

    [Theory]
    [InlineData(DependencyKinds.EN)]
    [InlineData(DependencyKinds.SN)]
    [InlineData(DependencyKinds.ER)]
    [InlineData(DependencyKinds.SR)]
    public void Every_way_back_contradicts_an_order_of_plain_locks(DependencyKinds back)
    {
        ClassNode a = Meet("a"), b = Meet("b"), c = Meet("c");
        Learn(a, b, DependencyKinds.EN);
        Learn(b, c, DependencyKinds.EN);

        Learn(c, a, back, isAdded: false);
        _graph.Order.CheckInvariants();
    }

    private ClassNode Meet(string name)
    {
        var type = new LockClass(name);
        _kept.Add(type);
        return _graph.Meet(type, 0);
    }

    private Dependency Learn(ClassNode from, ClassNode to, DependencyKinds kind, bool isAdded = true)
    {
        Dependency dependency = _graph.Require(from, to, s_witness);
        _graph.TryOrder(from, to, kind, out int edge).Should().Be(isAdded);
        if (isAdded)
        {
            _graph.Link(dependency, kind, edge, quiet: false);
        }

        return dependency;
    }
}
