using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LockValidator;

/// <summary>A graph for other programs, and for the page: every stack and line once. The default encoder leaves no character in a string that means something to HTML.</summary>
internal sealed class GraphJson
{
    private const int Version = 1;

    private readonly GraphContent _content;
    private readonly Utf8JsonWriter _json;
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _stacks = new(StringComparer.Ordinal);
    private readonly List<int[]> _stackLines = [];

    private GraphJson(GraphContent content, Utf8JsonWriter json) => (_content, _json) = (content, json);

    public static string Of(GraphContent content)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            new GraphJson(content, json).Write();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private void Write()
    {
        _json.WriteStartObject();
        _json.WriteNumber("version", Version);
        _json.WriteString("observed", _content.Observed);
        _json.WriteNumber("acquisitions", _content.Runs.Sum(static run => run.Acquisitions));
        _json.WriteNumber("runs", _content.Runs.Count);
        _json.WriteNumber("leftOut", _content.LeftOut);
        Array("classes", _content.Classes, type =>
        {
            _json.WriteStartObject();
            _json.WriteString("name", type.Name);
            _json.WriteString("label", type.Label);
            _json.WriteString("wait", FormattableString.Invariant($"{(type.Outer == 0 ? type.Inner : type.Outer)}:{type.Inner}"));
            _json.WriteString("usage", type.Usage);
            _json.WriteEndObject();
        });
        Array("orders", _content.Orders, step =>
        {
            Begin(step);
            Array("witnesses", step.Witnesses.Count > 0 ? step.Witnesses : [step.Witness], Witness);
            _json.WriteEndObject();
        });
        Array("findings", _content.Findings, Finding);
        Array("lines", _lines.Keys, _json.WriteStringValue);
        Array("stacks", _stackLines, Numbers);
        _json.WriteEndObject();
    }

    private void Finding(Violation finding)
    {
        string report = TextReport.Render(finding);
        _json.WriteStartObject();
        _json.WriteString("rule", finding.Kind.RuleId());
        _json.WriteString("kind", finding.Kind.ToString());
        _json.WriteString("verdict", finding.Verdict.ToString());
        _json.WriteString("reason", finding.Reason);
        if (finding.Allowed is { } allowed)
        {
            _json.WriteString("allowed", allowed);
        }

        if (finding.Expired is { } expired)
        {
            _json.WriteString("expired", expired.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        _json.WriteString("fingerprint", finding.Fingerprint);
        _json.WriteString("operation", finding.Operation);
        _json.WriteString("flow", finding.Flow);
        Array("executions", finding.Executions, _json.WriteStringValue);
        _json.WriteString("headline", report[..report.IndexOf('\n', StringComparison.Ordinal)]);
        _json.WritePropertyName("classes");
        Numbers([.. finding.InvolvedClasses().Select(_content.NumberOf).Where(static number => number >= 0)]);
        _json.WriteNumber("position", StackOf(finding.Position));
        Array("held", finding.Held, use => Use(use, use == finding.Holding));
        Array("waits", finding.Waits, Wait);
        Array("cycle", finding.Cycle, step =>
        {
            Begin(step);
            _json.WritePropertyName("witness");
            Witness(step.Witness);
            _json.WriteEndObject();
        });
        _json.WriteString("report", report);
        _json.WriteEndObject();
    }

    private void Use(LockUse use, bool inConflict)
    {
        Begin(use);
        _json.WriteBoolean("inConflict", inConflict);
        _json.WriteEndObject();
    }

    private void Wait(WaitSnapshot wait)
    {
        Begin(wait.Waiting);
        _json.WriteString("flow", wait.Flow);
        _json.WriteString("execution", wait.Execution);
        _json.WriteString("since", wait.Since);
        Array("holders", wait.Holders, _json.WriteStringValue);
        Array("held", wait.Held, use => Use(use, inConflict: false));
        _json.WriteEndObject();
    }

    private void Begin(LockUse use)
    {
        _json.WriteStartObject();
        _json.WriteNumber("class", _content.NumberOf(use.Class));
        _json.WriteString("mode", use.Mode.ToString());
        _json.WriteString("instance", use.Instance);
        _json.WriteNumber("position", StackOf(use.Position));
    }

    private void Begin(DependencyStep step)
    {
        _json.WriteStartObject();
        _json.WriteNumber("from", _content.NumberOf(step.From));
        _json.WriteNumber("to", _content.NumberOf(step.To));
        _json.WriteNumber("kinds", (int)step.Kinds);
    }

    private void Witness(Witness seen)
    {
        _json.WriteStartObject();
        _json.WriteString("flow", seen.Flow);
        _json.WriteString("execution", seen.Execution);
        _json.WriteBoolean("declared", seen.Declared);
        _json.WriteBoolean("inherited", seen.Inherited);
        _json.WriteNumber("count", seen.Count);
        _json.WriteNumber("taken", StackOf(seen.Position));
        _json.WriteNumber("held", StackOf(seen.HeldPosition));
        _json.WriteEndObject();
    }

    /// <summary>The number of a stack; -1: no place is known.</summary>
    private int StackOf(CodePosition position)
    {
        if (position.Frames.Count == 0)
        {
            return -1;
        }

        string key = string.Join('\n', position.Frames);
        if (!_stacks.TryGetValue(key, out int number))
        {
            _stacks.Add(key, number = _stackLines.Count);
            _stackLines.Add([.. position.Frames.Select(LineOf)]);
        }

        return number;
    }

    private int LineOf(string line)
    {
        if (!_lines.TryGetValue(line, out int number))
        {
            _lines.Add(line, number = _lines.Count);
        }

        return number;
    }

    private void Numbers(int[] numbers)
    {
        _json.WriteStartArray();
        foreach (int number in numbers)
        {
            _json.WriteNumberValue(number);
        }

        _json.WriteEndArray();
    }

    private void Array<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        _json.WriteStartArray(name);
        foreach (T item in items)
        {
            write(item);
        }

        _json.WriteEndArray();
    }
}
