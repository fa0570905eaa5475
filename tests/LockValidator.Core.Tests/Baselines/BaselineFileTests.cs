using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Baselines;

/// <summary>What a baseline file may say, and what is said of one that cannot be meant.</summary>
public sealed class BaselineFileTests
{
    private const string Whole = """
        // Reviewed by the team.
        {
          "version": 1,
          "allow": [
            { "classes": ["Shop!Bank.a#1", "Shop!Bank.b#1"], "reason": "start-up only", "expires": "2027-01-31" }, /* soon */
            { "rule": "LV0029", "reason": "known to be slow" },
          ],
          "nesting": [ { "class": "Node", "under": "Tree", "reason": "parents first" } ],
          "orders": [ ["Tree", "Node", "Leaf"] ],
          "renames": { "Shop!Old.a#1": "Shop!Bank.a#1" },
        }
        """;

    [Fact]
    public void A_file_with_all_sections_comments_and_trailing_commas_is_read()
    {
        LockBaseline baseline = LockBaseline.Parse(Whole);

        baseline.Problems.Should().BeEmpty();
        baseline.Allowances.Should().HaveCount(3);
        baseline.Allowances[0].Classes.Should().Equal("Shop!Bank.a#1", "Shop!Bank.b#1");
        baseline.Allowances[0].Expires.Should().Be(new DateOnly(2027, 1, 31));
        baseline.Allowances[0].Origin.Should().Be("lockvalidator.json(5,5)");
        baseline.Allowances[1].Kind.Should().Be(ViolationKind.HeldTooLong);
        baseline.Allowances[2].Should().BeEquivalentTo(new { Kind = ViolationKind.SameClassNesting, Under = "Tree" });
        baseline.Orders.Should().ContainSingle().Which.Should().Equal("Tree", "Node", "Leaf");
        baseline.NameOfNow("Shop!Old.a#1").Should().Be("Shop!Bank.a#1");
    }

    [Theory]
    [InlineData("""{ "classes": ["A", "B"], "reason": " " }""", "gives no reason", 48)]
    [InlineData("""{ "classes": ["A", "B"] }""", "gives no reason", 13)]
    [InlineData("""{ "reason": "r" }""", "neither classes nor a rule", 13)]
    [InlineData("""{ "rule": "LV9999", "reason": "r" }""", "'LV9999' is no rule", 23)]
    [InlineData("""{ "rule": "1", "reason": "r" }""", "'1' is no rule", 23)]
    [InlineData("""{ "classes": ["A"], "reason": "r", "expire": "2027-01-31" }""", "'expire' is nothing", 48)]
    [InlineData("""{ "classes": ["A"], "reason": "r", "expires": "31.1.2027" }""", "'31.1.2027' is no day", 59)]
    [InlineData("""{ "classes": [1], "reason": "r" }""", "classes is a list of names", 26)]
    [InlineData("""{ "classes": ["A"], "reason": "r", "reason": "s" }""", "'reason' stands twice", 48)]
    [InlineData("""{ "classes": ["A"], "reason": 7 }""", "reason is a text, not 7", 43)]
    [InlineData("\"A\"", "an entry is an object", 13)]
    public void An_entry_that_cannot_be_meant_is_said_with_its_place_and_the_others_count(string entry, string message, int column)
    {
        LockBaseline baseline = LockBaseline.Parse($$"""{ "allow": [{{entry}}, { "rule": "LV0001", "reason": "good" } ] }""", "my.json");

        baseline.Problems.Should().ContainSingle().Which.Should().BeEquivalentTo(new { File = "my.json", Line = 1, Column = column });
        baseline.Problems[0].Message.Should().Contain(message);
        baseline.Allowances.Should().ContainSingle().Which.Reason.Should().Be("good");
    }

    [Theory]
    [InlineData("""{ "orders": [["A"], ["B", "C"]] }""", "two or more different classes")]
    [InlineData("""{ "orders": [["A", "A"], ["B", "C"]] }""", "two or more different classes")]
    [InlineData("""{ "orders": [["A", 1], ["B", "C"]] }""", "two or more different classes")]
    [InlineData("""{ "allows": [], "orders": [["B", "C"]] }""", "'allows' is nothing")]
    [InlineData("""{ "nesting": [{ "reason": "r" }], "orders": [["B", "C"]] }""", "has no class")]
    [InlineData("""{ "allow": {}, "orders": [["B", "C"]] }""", "allow is a list")]
    [InlineData("""{ "renames": [], "orders": [["B", "C"]] }""", "renames is an object")]
    [InlineData("""{ "renames": { "A": 1 }, "orders": [["B", "C"]] }""", "'A' is renamed to 1")]
    [InlineData("""{ "renames": { "A": "B", "B": "A" }, "orders": [["B", "C"]] }""", "leads from 'A' back to itself")]
    [InlineData("""{ "orders": [["B", "C"]], "orders": [["B", "D"]] }""", "'orders' stands here for the second time")]
    public void A_section_that_cannot_be_meant_does_no_harm_to_another(string text, string message)
    {
        LockBaseline baseline = LockBaseline.Parse(text);

        baseline.Problems.Should().NotBeEmpty();
        baseline.Problems[0].Message.Should().Contain(message);
        baseline.Orders.Should().ContainSingle().Which.Should().Equal("B", "C");
    }

    [Fact]
    public void Of_a_file_that_breaks_off_what_was_whole_counts()
    {
        for (int length = 0; length < Whole.Length; length++)
        {
            LockBaseline cut = LockBaseline.Parse(Whole[..length]);

            cut.Problems.Should().NotBeEmpty("it is cut after {0} characters", length);
            LockBaseline whole = LockBaseline.Parse(Whole);
            cut.Allowances.Should().BeEquivalentTo(whole.Allowances.Take(cut.Allowances.Count), options => options.Excluding(static each => each.Classes), "it is cut after {0} characters", length);
        }
    }

    [Fact]
    public void Columns_are_counted_in_characters_and_lines_end_in_any_way()
    {
        LockBaseline baseline = LockBaseline.Parse("{ \"version\": 1,\r\n \"orders\": [ [\"ÄÖÜ\", \"B\"], 7 ]\r\n}");

        baseline.Problems.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Line = 2, Column = 28 });
        baseline.Problems[0].ToString().Should().StartWith("lockvalidator.json(2,28): warning LVB002: ");
    }

    [Fact]
    public void A_file_of_another_version_counts_for_nothing()
    {
        LockBaseline baseline = LockBaseline.Parse("""{ "orders": [["B", "C"]], "version": 2 }""");

        baseline.Problems.Should().ContainSingle().Which.Message.Should().Contain("reads version 1");
        baseline.Orders.Should().BeEmpty();
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_empty_baseline_with_one_problem()
    {
        LockBaseline baseline = LockBaseline.Load(Path.Combine(Path.GetTempPath(), "no-such-folder", "lockvalidator.json"));

        baseline.Allowances.Should().BeEmpty();
        baseline.Problems.Should().ContainSingle().Which.Message.Should().Contain("there is no such file");
    }

    [Fact]
    public void A_class_that_was_renamed_twice_goes_by_its_last_name()
    {
        LockBaseline baseline = LockBaseline.Parse("""{ "renames": { "A": "B", "B": "C" }, "allow": [{ "classes": ["A", "X"], "reason": "r" }], "orders": [["B", "D"]] }""");

        baseline.Allowances[0].Classes.Should().Equal("C", "X");
        baseline.Orders[0].Should().Equal("C", "D");
    }

    [Fact]
    public void A_checker_tells_the_problems_once_and_goes_on()
    {
        var said = new List<string>();
        using var checker = new LockChecker(new LockCheckerOptions { Baseline = LockBaseline.Parse("{"), InternalLog = said.Add });
        var flow = new LockFlow(checker, "1");
        var map = new LockMap(new LockClass("A"));
        flow.ScopeBegan("test", ownGraph: true);
        flow.Acquire(in map);
        flow.Release(in map);

        said.Should().ContainSingle().Which.Should().StartWith("lockvalidator.json(1,").And.Contain("LVB002");
    }
}
