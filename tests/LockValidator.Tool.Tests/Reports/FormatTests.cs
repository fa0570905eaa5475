using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace LockValidator.Tool.Tests.Reports;

/// <summary>What each format says of a finding, of one that is allowed, and of names that are meant to break it.</summary>
public sealed class FormatTests
{
    private static readonly string s_root = RootOf(AppContext.BaseDirectory);

    public static TheoryData<string, string> FormatsAndNames()
    {
        var rows = new TheoryData<string, string>();
        foreach (string format in FindingsFormats.Names)
        {
            foreach (string name in Inversions.HostileNames)
            {
                rows.Add(format, name);
            }
        }

        return rows;
    }

    [Theory, MemberData(nameof(FormatsAndNames), DisableDiscoveryEnumeration = true)]
    public void No_name_breaks_a_format(string format, string name)
    {
        LockBaseline baseline = LockBaseline.Parse($$"""{ "allow": [{ "classes": ["other"], "reason": {{JsonSerializer.Serialize(name.Replace('\uD800', 'x') + ".")}} }] }""");
        string text = Inversions.Write(format, Inversions.Findings(Inversions.Of(name, "plain b"), stale: baseline.Allowances));

        text.Where(static each => each != '\n' && (char.IsControl(each) || CharUnicodeInfo.GetUnicodeCategory(each) == UnicodeCategory.Format)).Should().BeEmpty("{0}", format);
        switch (format)
        {
            case "sarif":
                SarifShape.Check(text).Should().BeEmpty();
                break;
            case "junit":
                XDocument.Parse(text).Descendants("failure").Should().ContainSingle().Which.Value.Should().Contain("LV0001");
                break;
            case "github":
                text.TrimEnd('\n').Split('\n').Should().HaveCount(3).And.OnlyContain(static line => line.StartsWith("::error ", StringComparison.Ordinal) || line.StartsWith("::warning ", StringComparison.Ordinal) || line.StartsWith("::notice ", StringComparison.Ordinal));
                break;
            case "markdown":
                text.Split('\n').Count(static line => line.StartsWith('|')).Should().Be(3, "a heading, a rule and one finding");
                text.Split('\n').Count(static line => line.StartsWith("```", StringComparison.Ordinal)).Should().Be(2);
                break;
            default:
                text.Should().Contain("LV0001 CircularDependency");
                break;
        }
    }

    [Fact]
    public void Each_step_has_its_file_and_line_in_Sarif()
    {
        string text = Inversions.Write("sarif", Inversions.Findings(Inversions.Of("A", "B"), root: s_root));

        SarifShape.Check(text).Should().BeEmpty();
        JsonElement result = JsonDocument.Parse(text).RootElement.GetProperty("runs")[0].GetProperty("results")[0];
        result.GetProperty("relatedLocations").GetArrayLength().Should().Be(4);
        JsonElement threads = result.GetProperty("codeFlows")[0].GetProperty("threadFlows");
        threads.GetArrayLength().Should().Be(2);
        foreach (JsonElement step in threads.EnumerateArray().SelectMany(static thread => thread.GetProperty("locations").EnumerateArray()))
        {
            JsonElement place = step.GetProperty("location").GetProperty("physicalLocation");
            place.GetProperty("artifactLocation").GetProperty("uri").GetString().Should().Be("tests/LockValidator.Tool.Tests/Inversions.cs");
            place.GetProperty("region").GetProperty("startLine").GetInt32().Should().BeInRange(50, 80);
            step.GetProperty("stack").GetProperty("frames").GetArrayLength().Should().BeGreaterThan(1, "both stacks are whole");
        }
    }

    [Fact]
    public void The_identity_of_a_finding_does_not_depend_on_the_run()
    {
        string[] identities = [.. new[] { Inversions.Of("A", "B"), Inversions.Of("B", "A") }.Select(static all => JsonDocument.Parse(Inversions.Write("sarif", Inversions.Findings(all)))
            .RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("partialFingerprints").GetProperty("lockOrder/v1").GetString()!)];

        identities.Distinct().Should().ContainSingle();
    }

    [Fact]
    public void What_is_allowed_is_listed_and_fails_in_no_format()
    {
        LockBaseline baseline = LockBaseline.Parse("""{ "allow": [{ "classes": ["A", "B"], "reason": "looked at" }] }""");
        GraphFindings findings = Inversions.Findings(Inversions.Of("A", "B", baseline));

        findings.IsFailing.Should().BeFalse();
        Inversions.Write("text", findings).Should().Contain("Allowed, nothing fails of it: looked at").And.Contain("1 finding: 0 to repair, 1 allowed");
        Inversions.Write("github", findings).Should().StartWith("::notice file=Inversions.cs,line=").And.NotContain("::error");
        Inversions.Write("markdown", findings).Should().Contain("| allowed | LV0001");
        XElement suite = XDocument.Parse(Inversions.Write("junit", findings)).Root!.Element("testsuite")!;
        suite.Attribute("failures")!.Value.Should().Be("0");
        suite.Attribute("skipped")!.Value.Should().Be("1");
        suite.Descendants("skipped").Should().ContainSingle().Which.Attribute("message")!.Value.Should().Be("allowed: looked at");
        string sarif = Inversions.Write("sarif", findings);
        SarifShape.Check(sarif).Should().BeEmpty();
        JsonDocument.Parse(sarif).RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("suppressions")[0].GetProperty("justification").GetString().Should().Be("looked at");
    }

    [Fact]
    public void Nothing_found_is_a_whole_file_in_each_format()
    {
        GraphFindings findings = Inversions.Findings([]);

        findings.IsFailing.Should().BeFalse();
        SarifShape.Check(Inversions.Write("sarif", findings)).Should().BeEmpty();
        XDocument.Parse(Inversions.Write("junit", findings)).Descendants("testcase").Should().ContainSingle().Which.IsEmpty.Should().BeTrue();
        Inversions.Write("github", findings).Should().StartWith("::notice title=LockValidator::0 findings");
        Inversions.Write("markdown", findings).Should().Contain("Observed in 2 runs");
    }

    [Theory]
    [InlineData(Verdict.Possible, true, true, false)]
    [InlineData(Verdict.Certain, true, true, false)]
    [InlineData(Verdict.ObservedLive, true, true, true)]
    [InlineData(Verdict.GateProtected, false, true, false)]
    [InlineData(Verdict.Informational, false, true, false)]
    public void What_fails_is_said_by_the_verdict(Verdict verdict, bool possible, bool any, bool live)
    {
        Violation finding = Inversions.Of("A", "B")[0] with { Verdict = verdict };

        Inversions.Findings([finding]).IsFailing.Should().Be(possible);
        Inversions.Findings([finding], FailOn.Any).IsFailing.Should().Be(any);
        Inversions.Findings([finding], FailOn.Live).IsFailing.Should().Be(live);
        Inversions.Findings([finding with { Allowed = "r" }], FailOn.Any).IsFailing.Should().BeFalse();
        Inversions.Findings([finding with { Kind = ViolationKind.NothingObserved }], FailOn.Live).IsFailing.Should().BeTrue("nothing observed is no clean bill");
    }

    [Theory]
    [InlineData(nameof(FailOn.Possible), 0, false)]
    [InlineData(nameof(FailOn.Possible), 1, true)]
    [InlineData(nameof(FailOn.Any), 1, true)]
    [InlineData(nameof(FailOn.Live), 1, false)]
    public void Contradictions_that_were_not_looked_at_are_no_clean_bill(string failOn, int leftOut, bool fails) =>
        Inversions.Findings([], Enum.Parse<FailOn>(failOn), leftOut: leftOut).IsFailing.Should().Be(fails);

    private static string RootOf(string folder) => File.Exists(Path.Combine(folder, "LockValidator.sln")) ? folder : RootOf(Path.GetDirectoryName(folder)!);
}
