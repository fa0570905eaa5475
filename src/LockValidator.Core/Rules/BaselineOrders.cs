namespace LockValidator;

/// <summary>The orders that a baseline declares, made part of one graph as their classes are met. All members are for callers that hold the checker's lock.</summary>
internal sealed class BaselineOrders
{
    private readonly IReadOnlyList<IReadOnlyList<string>> _orders;

    // By order and place in it, the classes that go by that name.
    private readonly List<ClassNode>[][] _met;
    private int _newest = -1;

    private BaselineOrders(IReadOnlyList<IReadOnlyList<string>> orders)
    {
        _orders = orders;
        _met = [.. orders.Select(static order => order.Select(static _ => new List<ClassNode>()).ToArray())];
    }

    /// <returns>Null where there are none.</returns>
    public static BaselineOrders? Of(LockBaseline baseline) => baseline.Orders.Count == 0 ? null : new BaselineOrders(baseline.Orders);

    /// <summary>Declares what can be declared now that a class was met, perhaps for the first time.</summary>
    public void Meet(LockChecker checker, ClassNode met, Action<Violation> report)
    {
        // Only ever more: a class that is forgotten and met again is another node.
        if (met.Index <= _newest)
        {
            return;
        }

        var found = new List<Violation>();
        bool isDeclared = false;
        foreach (ClassNode node in checker.Graph.Classes.Where(node => node.Index > _newest).ToList())
        {
            isDeclared |= Place(checker, node, found);
        }

        _newest = Math.Max(_newest, checker.Graph.Classes.Max(static node => node.Index));

        if (isDeclared)
        {
            checker.ForgetChainsLocked();
        }

        found.ForEach(report);
    }

    private bool Place(LockChecker checker, ClassNode node, List<Violation> found)
    {
        bool isDeclared = false;
        for (int order = 0; order < _orders.Count; order++)
        {
            int at = Array.FindIndex([.. _orders[order]], name => IsCalled(node, name));
            if (at < 0)
            {
                continue;
            }

            _met[order][at].Add(node);
            for (int other = 0; other < _met[order].Length; other++)
            {
                _met[order][other].RemoveAll(each => checker.Graph.Find(each.ClassId, each.Subclass) != each);
                foreach (ClassNode each in other == at ? [] : _met[order][other])
                {
                    Declarations.Declare(checker, other < at ? each : node, other < at ? node : each, "order of the baseline", found);
                    isDeclared = true;
                }
            }
        }

        return isDeclared;
    }

    private static bool IsCalled(ClassNode node, string name) => node.DisplayName == name || (node.Subclass == 0 ? node.StableId : $"{node.StableId}/{node.Subclass}") == name;
}
