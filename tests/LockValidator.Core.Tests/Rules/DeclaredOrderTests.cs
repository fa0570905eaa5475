using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Rules;

/// <summary>Orders that the program declares.</summary>
public sealed class DeclaredOrderTests
{
    private readonly Script _script = new();

    [Fact]
    public void The_first_acquisition_against_a_declared_order_is_reported_though_nobody_took_the_other()
    {
        _script.Checker.DeclareOrder(_script.Class("A"), _script.Class("B"), _script.Class("C"));

        _script.Play("1: A B; 1: B C").Should().BeEmpty();
        Script.KindsOf(_script.Play("1: B A")).Should().Be("DeclaredOrderViolation");
        Script.KindsOf(_script.Play("1: C A")).Should().Be("DeclaredOrderViolation", "a declared order is transitive");
        Script.KindsOf(_script.Play("1: C A")).Should().Be("DeclaredOrderViolation", "it is said each time");
    }

    [Fact]
    public void A_recursive_reader_goes_against_a_declared_order_too()
    {
        _script.Checker.DeclareOrder(_script.Class("A"), _script.Class("B"));

        _script.Play("1: B A.try").Should().BeEmpty();
        Script.KindsOf(_script.Play("1: B A.rr")).Should().Be("DeclaredOrderViolation");
    }

    [Fact]
    public void A_cycle_of_seen_and_declared_orders_is_circular()
    {
        _script.Checker.DeclareOrder(_script.Class("A"), _script.Class("B"));
        _script.Play("1: B C").Should().BeEmpty();

        Script.KindsOf(_script.Play("1: C A")).Should().Be("CircularDependency");
        _script.Play("1: A C").Should().BeEmpty();
    }

    [Fact]
    public void A_declaration_against_what_was_seen_is_a_finding_itself()
    {
        _script.Play("1: A B").Should().BeEmpty();
        _script.Checker.DeclareOrder(_script.Class("A"), _script.Class("B"));
        _script.Reported.Should().BeEmpty();

        _script.Checker.DeclareOrder(_script.Class("B"), _script.Class("A"));
        Script.KindsOf(_script.Reported).Should().Be("DeclaredOrderViolation");
    }

    [Fact]
    public void Ranks_of_a_family_are_taken_in_ascending_order_and_one_at_a_time()
    {
        _script.Checker.DeclareRank("files", 1, _script.Class("A"));
        _script.Checker.DeclareRank("files", 3, _script.Class("C"));
        _script.Checker.DeclareRank("files", 2, _script.Class("B"));
        _script.Checker.DeclareRank("files", 2, _script.Class("B2"));
        _script.Checker.DeclareRank("nets", 1, _script.Class("N"));

        _script.Play("1: A B C; 1: A C; 1: N A; 1: N C; 1: N B2").Should().BeEmpty("families have nothing to do with each other");
        Script.KindsOf(_script.Play("1: C A")).Should().Be("RankViolation");
        Script.KindsOf(_script.Play("1: C B")).Should().Be("RankViolation");
        Script.KindsOf(_script.Play("1: B B2")).Should().Be("RankViolation");
        _script.Play("1: C A.try").Should().BeEmpty();
    }
}
