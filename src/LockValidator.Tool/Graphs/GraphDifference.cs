using System.Globalization;

namespace LockValidator;

/// <summary><c>lockvalidator diff OLD NEW</c>: by stable ids, so that a lock that moved to another line is no other one.</summary>
internal sealed class GraphDifference
{
    private readonly List<ClassSnapshot> _newClasses;
    private readonly List<ClassSnapshot> _goneClasses;
    private readonly List<DependencyStep> _newOrders;
    private readonly List<DependencyStep> _turned;
    private readonly List<DependencyStep> _goneOrders;

    public GraphDifference(LockGraph before, LockGraph after)
    {
        Dictionary<string, ClassSnapshot> oldClasses = ByKey(before.Classes), newClasses = ByKey(after.Classes);
        Dictionary<(string From, string To), DependencyStep> oldOrders = ByEnds(before.Orders), newOrders = ByEnds(after.Orders);
        _newClasses = [.. newClasses.Where(each => !oldClasses.ContainsKey(each.Key)).Select(static each => each.Value)];
        _goneClasses = [.. oldClasses.Where(each => !newClasses.ContainsKey(each.Key)).Select(static each => each.Value)];
        List<KeyValuePair<(string From, string To), DependencyStep>> added = [.. newOrders.Where(each => !oldOrders.ContainsKey(each.Key))];
        _turned = [.. added.Where(each => oldOrders.ContainsKey((each.Key.To, each.Key.From))).Select(static each => each.Value)];
        _newOrders = [.. added.Select(static each => each.Value).Except(_turned)];
        _goneOrders = [.. oldOrders.Where(each => !newOrders.ContainsKey(each.Key)).Select(static each => each.Value)];
    }

    /// <summary>Says what is different.</summary>
    /// <returns>1 if anything is.</returns>
    public int Write(TextWriter output)
    {
        Section(output, "turned round", _turned);
        Section(output, "new", _newOrders);
        Classes(output, "new", _newClasses);
        foreach (DependencyStep gone in _goneOrders)
        {
            output.WriteLine($"- order {NameOf(gone)}");
        }

        Classes(output, "gone", _goneClasses);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_turned.Count} turned round, {_newOrders.Count} new and {_goneOrders.Count} gone orders, {_newClasses.Count} new and {_goneClasses.Count} gone classes."));
        return _turned.Count + _newOrders.Count + _goneOrders.Count + _newClasses.Count + _goneClasses.Count == 0 ? ExitCodes.Clean : ExitCodes.Findings;
    }

    private static void Section(TextWriter output, string what, List<DependencyStep> steps)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            output.WriteLine($"{(what == "new" ? "+" : "!")} order {NameOf(steps[i])}, {what}");
            StepText.Write(output, steps[i], i + 1);
        }
    }

    private static void Classes(TextWriter output, string what, List<ClassSnapshot> classes)
    {
        foreach (ClassSnapshot type in classes)
        {
            output.WriteLine($"{(what == "new" ? "+" : "-")} class {TextReport.SafeName(type.Name)}  {TextReport.SafeName(type.Label)}");
        }
    }

    private static string NameOf(DependencyStep step) => $"{TextReport.SafeName(step.From.Name)} -> {TextReport.SafeName(step.To.Name)}";

    private static Dictionary<string, ClassSnapshot> ByKey(IEnumerable<ClassSnapshot> classes)
    {
        var known = new Dictionary<string, ClassSnapshot>(StringComparer.Ordinal);
        foreach (ClassSnapshot type in classes)
        {
            known.TryAdd(type.Label, type);
        }

        return known;
    }

    private static Dictionary<(string From, string To), DependencyStep> ByEnds(IEnumerable<DependencyStep> orders)
    {
        var known = new Dictionary<(string, string), DependencyStep>();
        foreach (DependencyStep step in orders)
        {
            known.TryAdd((step.From.Label, step.To.Label), step);
        }

        return known;
    }
}
