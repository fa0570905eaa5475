using System.Globalization;

namespace LockValidator;

/// <summary>Makes a baseline of a file's values. What cannot be meant is a problem, and does not count; the rest does.</summary>
internal sealed class BaselineReader
{
    private const string DateFormat = "yyyy-MM-dd";
    private const string Version = "1";

    private readonly string _file;
    private readonly List<BaselineProblem> _problems = [];
    private readonly List<LockAllowance> _allowances = [];
    private readonly List<IReadOnlyList<string>> _orders = [];
    private readonly Dictionary<string, string> _renames = [];

    private BaselineReader(string file) => _file = file;

    public static LockBaseline Read(byte[] text, string file)
    {
        var reader = new BaselineReader(file);
        if (BaselineParser.Parse(text, file, reader._problems) is { } root)
        {
            reader.ReadRoot(root);
        }

        var renames = new BaselineRenames(reader._renames);
        reader._problems.AddRange(renames.Circular.Select(name => new BaselineProblem(file, 0, 0, $"renames leads from '{name}' back to itself, so it does not count")));
        return new LockBaseline(file)
        {
            Allowances = [.. reader._allowances.Select(each => each with { Classes = [.. each.Classes.Select(renames.NameOfNow)], Under = each.Under is { } under ? renames.NameOfNow(under) : null })],
            Orders = [.. reader._orders.Select(order => (IReadOnlyList<string>)[.. order.Select(renames.NameOfNow)])],
            Renames = renames.All,
            Problems = reader._problems,
        };
    }

    private void ReadRoot(BaselineNode root)
    {
        if (root.Kind != BaselineNodeKind.Object)
        {
            Say(root, "a baseline is one object, in braces");
            return;
        }

        if (root.Members.Find(static member => member.Key == "version").Value is { } version && version.Text != Version)
        {
            Say(version, $"the version is {Shown(version)}, and this library reads version {Version}; nothing in the file counts");
            return;
        }

        var seen = new HashSet<string>();
        foreach ((string key, int line, int column, BaselineNode value) in root.Members)
        {
            if (!seen.Add(key))
            {
                Say(line, column, $"'{key}' stands here for the second time, and this one does not count");
                continue;
            }

            switch (key)
            {
                case "version" or "$schema":
                    break;
                case "allow":
                    ForEach(value, "allow is a list of entries, each an object", each => ReadEntry(each, isNesting: false));
                    break;
                case "nesting":
                    ForEach(value, "nesting is a list of entries, each an object", each => ReadEntry(each, isNesting: true));
                    break;
                case "orders":
                    ForEach(value, "orders is a list of lists of classes", ReadOrder);
                    break;
                case "renames":
                    ReadRenames(value);
                    break;
                default:
                    Say(line, column, $"'{key}' is nothing that a baseline has: there are version, allow, nesting, orders and renames");
                    break;
            }
        }
    }

    private void ForEach(BaselineNode list, string expected, Action<BaselineNode> read)
    {
        if (list.Kind != BaselineNodeKind.List)
        {
            Say(list, expected);
            return;
        }

        // One that the file breaks off in may lack what limits it.
        list.Items.Where(static item => item.IsWhole).ToList().ForEach(read);
    }

    private void ReadEntry(BaselineNode entry, bool isNesting)
    {
        if (new BaselineEntry(entry, isNesting, _file).Read(out BaselineProblem? problem) is { } allowance)
        {
            _allowances.Add(allowance);
        }
        else if (problem is not null)
        {
            _problems.Add(problem);
        }
    }

    private void ReadOrder(BaselineNode order)
    {
        List<string> classes = [.. order.Items.Where(static item => item is { Kind: BaselineNodeKind.Text, Text.Length: > 0 }).Select(static item => item.Text)];
        if (order.Kind != BaselineNodeKind.List || classes.Count != order.Items.Count || classes.Count < 2 || classes.Distinct().Count() < classes.Count)
        {
            Say(order, "an order is a list of two or more different classes");
            return;
        }

        _orders.Add(classes);
    }

    private void ReadRenames(BaselineNode renames)
    {
        if (renames.Kind != BaselineNodeKind.Object)
        {
            Say(renames, "renames is an object: what a class was called before, with what it is called now");
            return;
        }

        foreach ((string key, int line, int column, BaselineNode value) in renames.Members)
        {
            if (value is not { Kind: BaselineNodeKind.Text, Text.Length: > 0 } || key.Length == 0)
            {
                Say(value, $"'{key}' is renamed to {Shown(value)}, which is no name of a class");
            }
            else if (!_renames.TryAdd(key, value.Text))
            {
                Say(line, column, $"'{key}' is renamed for the second time, and this one does not count");
            }
        }
    }

    /// <summary>A day, as it is written in files and attributes.</summary>
    public static bool TryReadDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private void Say(BaselineNode node, string message) => Say(node.Line, node.Column, message);

    private void Say(int line, int column, string message) => _problems.Add(new BaselineProblem(_file, line, column, message));

    private static string Shown(BaselineNode node) => BaselineEntry.Shown(node);
}
