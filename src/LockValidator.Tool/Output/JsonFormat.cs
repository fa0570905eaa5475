using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LockValidator;

/// <summary>One JSON object on one line for each scenario or recording.</summary>
internal sealed class JsonFormat(bool withState, bool withExpectation) : IOutcomeFormat
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void WriteFinding(string execution, Finding finding, TextWriter output)
    {
    }

    public void Write(ScenarioOutcome outcome, ReplayTotals totals, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteString("id", outcome.Id);
            WriteFields(json, VerdictFields.OfFirst(outcome.Findings));
            if (withExpectation)
            {
                WriteAgreement(json, outcome, totals);
            }

            if (withState && outcome.State is { } state)
            {
                WriteState(json, state);
            }

            json.WriteStartArray("findings");
            foreach (Finding finding in outcome.Findings)
            {
                WriteFinding(json, finding);
            }

            json.WriteEndArray();
            json.WriteNumber("repeated", outcome.Repeated);
            json.WriteStartObject("observed");
            json.WriteNumber("acquisitions", outcome.Acquisitions);
            json.WriteNumber("classes", outcome.Classes);
            json.WriteNumber("edges", outcome.Dependencies);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        output.Write('\n');
    }

    public void WriteSummary(ReplayTotals totals, ReplayConsole console)
    {
        // Standard output holds JSON alone.
        if (withExpectation)
        {
            console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"agree {totals.Agreed} of {totals.Compared}"));
        }
    }

    private static void WriteAgreement(Utf8JsonWriter json, ScenarioOutcome outcome, ReplayTotals totals)
    {
        if (outcome.Expected is null)
        {
            throw new TraceFormatException(outcome.File, outcome.Line, 1, $"scenario \"{outcome.Id}\" gives no verdict (\"exact\" or \"expect\").");
        }

        IReadOnlyList<string> differences = VerdictComparison.Differences(outcome);
        totals.AddCompared(differences.Count == 0);
        json.WriteBoolean("agrees", differences.Count == 0);
        if (differences.Count > 0)
        {
            json.WriteStartArray("differences");
            foreach (string difference in differences)
            {
                json.WriteStringValue(difference);
            }

            json.WriteEndArray();
        }
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        Violation violation = finding.Violation;
        json.WriteStartObject();
        WriteFields(json, VerdictFields.Of(finding));
        json.WriteString("rule", violation.Kind.RuleId());
        json.WriteString("fingerprint", violation.Fingerprint);
        json.WriteString("verdict", violation.Verdict.ToString());
        json.WriteString("reason", violation.Reason);
        json.WriteString("flow", violation.Flow);
        json.WriteString("operation", violation.Operation);
        json.WriteStartArray("at");
        foreach (string frame in violation.Position.Frames)
        {
            json.WriteStringValue(frame);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteState(Utf8JsonWriter json, ObservedState state)
    {
        json.WriteStartObject("usage");
        foreach ((string label, string letters) in state.Usage)
        {
            json.WriteString(label, letters);
        }

        json.WriteEndObject();
        json.WriteStartArray("edges");
        foreach (ObservedEdge edge in state.Edges)
        {
            json.WriteStartArray();
            json.WriteStringValue(edge.From);
            json.WriteStringValue(edge.To);
            json.WriteStringValue(edge.Kinds.ToString().Replace(" ", "", StringComparison.Ordinal));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteNumber("chains", state.Chains);
        json.WriteStartArray("held");
        foreach (int depth in state.Held)
        {
            json.WriteNumberValue(depth);
        }

        json.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<VerdictField> fields)
    {
        foreach (VerdictField field in fields)
        {
            if (field.Number is { } number)
            {
                json.WriteNumber(field.Key, number);
            }
            else if (field.List is { } list)
            {
                json.WriteStartArray(field.Key);
                foreach (string item in list)
                {
                    json.WriteStringValue(item);
                }

                json.WriteEndArray();
            }
            else
            {
                json.WriteString(field.Key, field.Text);
            }
        }
    }
}
