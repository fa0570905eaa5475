using System.Globalization;

namespace LockValidator;

/// <summary>One entry of <c>allow</c> or <c>nesting</c> as it is read: all of it can be meant, or it does not count.</summary>
internal sealed class BaselineEntry(BaselineNode entry, bool isNesting, string file)
{
    private static readonly string[] s_allowKeys = ["classes", "rule", "reason", "expires"];
    private static readonly string[] s_nestingKeys = ["class", "under", "reason", "expires"];

    private BaselineProblem? _problem;

    /// <returns>The allowance; null where there is a problem.</returns>
    public LockAllowance? Read(out BaselineProblem? problem)
    {
        LockAllowance? read = entry.Kind == BaselineNodeKind.Object ? ReadMembers() : Refuse(entry, $"an entry is an object with {string.Join(", ", Keys)}, not {Shown(entry)}");
        problem = _problem;
        return problem is null ? read : null;
    }

    public static string Shown(BaselineNode node) => node.Kind switch
    {
        BaselineNodeKind.Object => "an object",
        BaselineNodeKind.List => "a list",
        BaselineNodeKind.Text => $"'{node.Text}'",
        _ => node.Text,
    };

    private string[] Keys => isNesting ? s_nestingKeys : s_allowKeys;

    private LockAllowance? ReadMembers()
    {
        var found = new Dictionary<string, BaselineNode>();
        foreach ((string key, int line, int column, BaselineNode value) in entry.Members)
        {
            if (!Keys.Contains(key))
            {
                // A misspelt "expires" must not make an allowance that never ends.
                return Refuse(line, column, $"'{key}' is nothing that an entry has: there are {string.Join(", ", Keys)}; the entry does not count");
            }

            if (!found.TryAdd(key, value))
            {
                return Refuse(line, column, $"'{key}' stands twice in one entry, which does not count");
            }
        }

        string? reason = Text(found, "reason");
        if (_problem is null && string.IsNullOrWhiteSpace(reason))
        {
            return Refuse(found.GetValueOrDefault("reason") ?? entry, "the entry gives no reason, so it does not count");
        }

        var read = new LockAllowance
        {
            Reason = reason ?? "",
            Origin = string.Create(CultureInfo.InvariantCulture, $"{file}({entry.Line},{entry.Column})"),
            Expires = Day(found),
        };
        return isNesting
            ? read with { Kind = ViolationKind.SameClassNesting, Classes = [Required(found, "class")], Under = Text(found, "under") }
            : Order(found, read);
    }

    private LockAllowance? Order(Dictionary<string, BaselineNode> found, LockAllowance read)
    {
        if (!found.ContainsKey("classes") && !found.ContainsKey("rule"))
        {
            return Refuse(entry, "the entry names neither classes nor a rule, so it does not count");
        }

        return read with { Classes = found.TryGetValue("classes", out BaselineNode? classes) ? Names(classes) : [], Kind = Rule(found) };
    }

    private IReadOnlyList<string> Names(BaselineNode classes)
    {
        if (classes.Kind != BaselineNodeKind.List || classes.Items.Count == 0 || classes.Items.Any(static item => item is not { Kind: BaselineNodeKind.Text, Text.Length: > 0 }))
        {
            Refuse(classes, "classes is a list of names of classes; the entry does not count");
        }

        return [.. classes.Items.Select(static item => item.Text)];
    }

    private ViolationKind? Rule(Dictionary<string, BaselineNode> found)
    {
        if (Text(found, "rule") is not { } rule)
        {
            return null;
        }

        foreach (ViolationKind kind in Enum.GetValues<ViolationKind>())
        {
            if (string.Equals(kind.RuleId(), rule, StringComparison.OrdinalIgnoreCase) || string.Equals(kind.ToString(), rule, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        Refuse(found["rule"], $"'{rule}' is no rule: it is an id such as LV0001, or a name such as CircularDependency; the entry does not count");
        return null;
    }

    private DateOnly? Day(Dictionary<string, BaselineNode> found)
    {
        if (Text(found, "expires") is not { } text)
        {
            return null;
        }

        if (!BaselineReader.TryReadDay(text, out DateOnly day))
        {
            Refuse(found["expires"], $"'{text}' is no day such as 2027-01-31; the entry does not count");
        }

        return day;
    }

    private string Required(Dictionary<string, BaselineNode> found, string key)
    {
        if (Text(found, key) is { Length: > 0 } text)
        {
            return text;
        }

        Refuse(entry, $"the entry has no {key}, so it does not count");
        return "";
    }

    private string? Text(Dictionary<string, BaselineNode> found, string key)
    {
        if (!found.TryGetValue(key, out BaselineNode? node))
        {
            return null;
        }

        if (node.Kind != BaselineNodeKind.Text)
        {
            Refuse(node, $"{key} is a text, not {Shown(node)}; the entry does not count");
        }

        return node.Text;
    }

    private LockAllowance? Refuse(BaselineNode node, string message) => Refuse(node.Line, node.Column, message);

    private LockAllowance? Refuse(int line, int column, string message)
    {
        _problem ??= new BaselineProblem(file, line, column, message);
        return null;
    }
}
