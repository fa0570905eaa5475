using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace LockValidator;

/// <summary>SARIF 2.1.0, for code scanning: each finding with its steps as related locations and as code flows, one thread a step.</summary>
internal sealed class SarifFindings : IFindingsFormat
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";
    private const string Project = "https://github.com/lockvalidator/lockvalidator";

    /// <summary>What the identity of a finding is called: it is made of the rule and the classes, not of places.</summary>
    private const string FingerprintName = "lockOrder/v1";

    public string Name => "sarif";

    public void Write(GraphFindings findings, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            WriteRun(json, findings);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WriteRun(Utf8JsonWriter json, GraphFindings findings)
    {
        List<ViolationKind> rules = [.. findings.All.Select(static finding => finding.Kind).Distinct().Order()];
        json.WriteStartObject();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "LockValidator");
        json.WriteString("informationUri", Project);
        json.WriteString("version", (typeof(SarifFindings).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0]);
        json.WriteStartArray("rules");
        foreach (ViolationKind rule in rules)
        {
            WriteRule(json, rule);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        WriteInvocation(json, findings);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject(SarifLocations.Root);
        SarifLocations.WriteMessage(json, "description", "The root of the repository.");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("results");
        foreach (Violation finding in findings.All)
        {
            WriteResult(json, findings, finding, rules.IndexOf(finding.Kind));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, ViolationKind rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.RuleId());
        json.WriteString("name", rule.ToString());
        SarifLocations.WriteMessage(json, "shortDescription", RuleTexts.Short(rule));
        SarifLocations.WriteMessage(json, "fullDescription", RuleTexts.Short(rule));
        json.WriteString("helpUri", $"{Project}/blob/main/docs/rules/{rule.RuleId()}.md");
        SarifLocations.WriteMessage(json, "help", $"Why it matters, code that breaks it, the fix, and how to say that a report is wrong: docs/rules/{rule.RuleId()}.md.");
        json.WriteEndObject();
    }

    /// <summary>What was observed, and what is of no use in the baseline.</summary>
    private static void WriteInvocation(Utf8JsonWriter json, GraphFindings findings)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", true);
        json.WriteStartArray("toolExecutionNotifications");
        foreach ((string level, string text) in findings.Stale.Select(entry => ("warning", TextReport.SafeLine(entry.StaleMessage(findings.Today)))).Prepend(("note", $"{findings.Counts} {findings.Observed}")))
        {
            json.WriteStartObject();
            json.WriteString("level", level);
            SarifLocations.WriteMessage(json, "message", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, GraphFindings findings, Violation finding, int rule)
    {
        var locations = new SarifLocations(json, findings.Places);
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Kind.RuleId());
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", finding.Verdict.FailsBuilds() ? "error" : "note");
        string expired = finding.Expired is { } day ? FormattableString.Invariant($" It was allowed until {day:yyyy-MM-dd}.") : "";
        SarifLocations.WriteMessage(json, "message", $"{GraphFindings.Headline(finding)} ({finding.Verdict}: {TextReport.SafeLine(finding.Reason)}).{expired}");
        locations.WritePlaces(findings, finding);
        json.WriteStartObject("partialFingerprints");
        json.WriteString(FingerprintName, finding.Fingerprint);
        json.WriteEndObject();
        if (finding.Allowed is { } reason)
        {
            json.WriteStartArray("suppressions");
            json.WriteStartObject();
            json.WriteString("kind", "external");
            json.WriteString("status", "accepted");
            json.WriteString("justification", TextReport.SafeLine(reason));
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteStartObject("properties");
        json.WriteString("verdict", finding.Verdict.ToString());
        json.WriteStartArray("classes");
        foreach (ClassSnapshot type in finding.InvolvedClasses())
        {
            json.WriteStringValue(TextReport.SafeLine(type.Label));
        }

        json.WriteEndArray();
        json.WriteString("report", TextReport.Render(finding));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
