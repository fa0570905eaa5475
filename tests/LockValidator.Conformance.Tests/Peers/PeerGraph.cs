using System.Globalization;

namespace LockValidator.Conformance.Tests;

/// <summary>
/// Operations on the order graph itself: an edge a -> b is one flow that takes b while it holds a. A naive graph beside it says after
/// each step whether the edge had to be refused.
/// </summary>
internal sealed class PeerGraph(LockChecker checker)
{
    private const int Seed = 20_240_607;

    private readonly LockFlow _flow = new(checker, PeerThreads.GraphThread);
    private readonly Dictionary<int, PeerLock> _nodes = [];
    private readonly NaiveOrder _naive = new();
    private readonly List<string> _differences = [];

    public IReadOnlyList<string> Differences => _differences;

    public void Do(PeerOperation op)
    {
        switch (op.Name)
        {
            case "edge":
                AddEdge(NumberIn(op.Target), NumberIn(op.Argument));
                break;
            case "del_node":
                RemoveNode(NumberIn(op.Target));
                break;
            case "dense_dag":
                AddDenseGraph(NumberIn(op.Target), NumberIn(op.Argument));
                break;
            case "random_forward_dag" when op.Argument == "all":
                AddForwardEdges(NumberIn(op.Target));
                break;
            case "random":
                ChangeAtRandom(NumberIn(op.Target), NumberIn(op.Argument));
                break;
            default:
                throw new FormatException($"Graph operation '{op.Name}' is not known.");
        }
    }

    private void AddEdge(int from, int to)
    {
        bool mustRefuse = _naive.Reaches(to, from);
        PeerLock held = NodeOf(from);
        PeerLock taken = NodeOf(to);
        using var refusals = new Refusals(checker);
        _flow.Acquire(in held.Map);
        _flow.Acquire(in taken.Map);
        _flow.Release(in taken.Map);
        _flow.Release(in held.Map);
        if (refusals.Any != mustRefuse)
        {
            _differences.Add($"edge {from} -> {to} {(mustRefuse ? "closes a cycle, but was taken" : "closes no cycle, but was refused")}");
        }

        if (!mustRefuse)
        {
            _naive.Add(from, to);
        }
    }

    private void RemoveNode(int node)
    {
        if (_nodes.Remove(node, out PeerLock? removed))
        {
            checker.Unregister(removed.Class!);
        }

        _naive.Remove(node);
    }

    private void AddDenseGraph(int nodes, int width)
    {
        for (int from = 0; from < width; from++)
        {
            for (int to = from + 1; to < Math.Min(from + width, nodes); to++)
            {
                AddEdge(from, to);
            }
        }
    }

    private void AddForwardEdges(int nodes)
    {
        (int From, int To)[] edges = [.. from tail in Enumerable.Range(0, nodes) from head in Enumerable.Range(tail + 1, nodes - tail - 1) select (tail, head)];
        new Random(Seed).Shuffle(edges);
        foreach ((int from, int to) in edges)
        {
            AddEdge(from, to);
        }
    }

    private void ChangeAtRandom(int nodes, int steps)
    {
        var random = new Random(Seed);
        for (int i = 0; i < steps; i++)
        {
            int node = random.Next(nodes);
            if (random.Next(10) == 0)
            {
                RemoveNode(node);
            }
            else
            {
                AddEdge(node, (node + 1 + random.Next(nodes - 1)) % nodes);
            }
        }
    }

    private PeerLock NodeOf(int number)
    {
        if (!_nodes.TryGetValue(number, out PeerLock? known))
        {
            _nodes.Add(number, known = PeerLocks.Fresh(number.ToString(CultureInfo.InvariantCulture)));
        }

        return known;
    }

    private static int NumberIn(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed class Refusals : IViolationReporter, IDisposable
    {
        private readonly IDisposable _registration;

        public Refusals(LockChecker checker) => _registration = checker.AddReporter(this);

        public bool Any { get; private set; }

        public void Report(Violation violation) => Any |= violation.Kind == ViolationKind.CircularDependency;

        public void Dispose() => _registration.Dispose();
    }
}
