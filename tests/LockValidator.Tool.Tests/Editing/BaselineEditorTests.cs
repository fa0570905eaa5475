using System.Text;

namespace LockValidator.Tool.Tests.Editing;

/// <summary>Entries are added, and nothing else is changed.</summary>
public sealed class BaselineEditorTests
{
    private static readonly LockAllowance s_entry = new() { Classes = ["A", "B"], Reason = "new \"one\" <b>", Origin = "", Expires = new DateOnly(2027, 1, 31) };

    private const string Line = """{ "classes": ["A", "B"], "reason": "new \"one\" <b>", "expires": "2027-01-31" }""";

    [Theory]
    [InlineData("{\n  \"allow\": [\n    { \"rule\": \"LV0001\", \"reason\": \"r\" }\n  ]\n}\n", "{\n  \"allow\": [\n    { \"rule\": \"LV0001\", \"reason\": \"r\" },\n    LINE,\n  ]\n}\n")]
    [InlineData("{\n  \"allow\": [\n    { \"rule\": \"LV0001\", \"reason\": \"r\" }, // why\n    // more\n  ]\n}\n", "{\n  \"allow\": [\n    { \"rule\": \"LV0001\", \"reason\": \"r\" }, // why\n    // more\n    LINE,\n  ]\n}\n")]
    [InlineData("{\n  \"allow\": [\n    { \"rule\": \"LV0001\", \"reason\": \"r\" } /* a, b */ // c, d\n  ]\n}\n", "{\n  \"allow\": [\n    { \"rule\": \"LV0001\", \"reason\": \"r\" }, /* a, b */ // c, d\n    LINE,\n  ]\n}\n")]
    [InlineData("{\r\n  \"allow\": [\r\n  ]\r\n}\r\n", "{\r\n  \"allow\": [\r\n    LINE,\r\n  ]\r\n}\r\n")]
    [InlineData("{ \"allow\": [] }", "{ \"allow\": [\n    LINE,\n  ] }")]
    [InlineData("{}", "{\n  \"allow\": [\n    LINE,\n  ],\n}")]
    [InlineData("// head\n{\n  \"orders\": [[\"A\", \"B\"]] // last\n}\n", "// head\n{\n  \"orders\": [[\"A\", \"B\"]], // last\n  \"allow\": [\n    LINE,\n  ],\n}\n")]
    [InlineData(null, "{\n  \"version\": 1,\n  \"allow\": [\n    LINE,\n  ]\n}\n")]
    public void An_entry_goes_to_the_end_of_what_is_allowed(string? before, string after)
    {
        string text = Encoding.UTF8.GetString(BaselineEditor.Open(before is null ? null : Encoding.UTF8.GetBytes(before)).Add([s_entry]));

        text.Should().Be(after.Replace("LINE", Line, StringComparison.Ordinal));
        LockBaseline read = LockBaseline.Parse(text);
        read.Problems.Should().BeEmpty();
        read.Allowances[^1].Should().BeEquivalentTo(s_entry, static options => options.Excluding(static entry => entry.Origin));
    }

    [Fact]
    public void Any_name_and_reason_comes_back_as_it_was()
    {
        foreach (string name in Inversions.HostileNames.Where(static name => name.Trim().Length > 0 && !name.Contains('\uD800', StringComparison.Ordinal)))
        {
            var entry = new LockAllowance { Classes = [name, "b"], Reason = name, Origin = "" };
            string text = Encoding.UTF8.GetString(BaselineEditor.Open(null).Add([entry]));

            LockBaseline.Parse(text).Allowances.Should().ContainSingle().Which.Should().BeEquivalentTo(entry, static options => options.Excluding(static each => each.Origin));
            text.Should().NotContainAny("\u202E", "\u0000", "\u001b");
        }
    }
}
