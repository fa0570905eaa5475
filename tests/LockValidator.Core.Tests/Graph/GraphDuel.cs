namespace LockValidator.Core.Tests;

/// <summary>An <see cref="OrderGraph"/> and a <see cref="NaiveGraph"/> that get the same orders and must agree after each.</summary>
internal sealed class GraphDuel
{
    private readonly OrderGraph _graph = new();
    private readonly NaiveGraph _model = new();
    private readonly Dictionary<(int From, int To), int> _edges = [];
    private readonly HashSet<int> _quiet = [];

    public int Operations { get; private set; }

    public int Refusals { get; private set; }

    public int Moves { get; private set; }

    public int Removals { get; private set; }

    public int NodeCount => _model.Nodes.Count;

    public void AddNode()
    {
        int node = _graph.AddNode();
        Must(!_model.Nodes.Contains(node), $"node {node} was given out while it lives");
        Must(_model.Nodes.All(other => _graph.IsBefore(other, node)), "a new node must be the last");
        _model.AddNode(node);
        Compare();
    }

    public void Split(int pick)
    {
        if (NodeCount == 0)
        {
            return;
        }

        int node = Node(pick);
        List<int> order = Order();
        int upper = _graph.Split(node);
        _model.Split(node, upper);
        order.Insert(order.IndexOf(node) + 1, upper);
        Must(order.SequenceEqual(Order()), "the new node must be directly behind the other");
        foreach ((int From, int To) key in _edges.Keys.Where(key => key.From == node).ToList())
        {
            Must(_edges.Remove(key, out int edge) && _edges.TryAdd((upper, key.To), edge), "the edges must keep their numbers");
        }

        foreach (int edge in _graph.EdgesFrom(node))
        {
            _edges.Add((node, upper), edge);
        }

        Compare();
    }

    public void RemoveNode(int pick)
    {
        if (NodeCount == 0)
        {
            return;
        }

        int node = Node(pick);
        List<int> order = Order();
        _graph.Remove(node);
        _model.Remove(node);
        order.Remove(node);
        Must(order.SequenceEqual(Order()), "removal must leave the order of the others");
        foreach ((int From, int To) key in _edges.Keys.Where(key => key.From == node || key.To == node).ToList())
        {
            Forget(key);
        }

        Compare();
    }

    public void AddEdge(int pickFrom, int pickTo)
    {
        if (NodeCount == 0)
        {
            return;
        }

        int from = Node(pickFrom);
        int to = Node(pickTo);
        if (_model.Contains(from, to))
        {
            return;
        }

        List<int> order = Order();
        bool added = _graph.TryAdd(from, to, out int edge);
        Must(added == !_model.Reaches(to, from), $"TryAdd({from}, {to}) said {added}");
        if (added)
        {
            Must(_edges.TryAdd((from, to), edge) && _graph.From(edge) == from && _graph.To(edge) == to, "the edge must be the one asked for");
            Must(!_graph.IsQuiet(edge), "a new edge is not quiet");
            _model.Add(from, to);
            Moves += _graph.LastMoves;
        }
        else
        {
            Refusals++;
            Must(edge == OrderGraph.None && order.SequenceEqual(Order()), "a refusal must change nothing");
        }

        Compare();
    }

    public void RemoveEdge(int pick)
    {
        if (_edges.Count == 0)
        {
            return;
        }

        (int From, int To) key = Edge(pick);
        List<int> order = Order();
        _graph.RemoveEdge(_edges[key]);
        Must(order.SequenceEqual(Order()), "removal must leave the order");
        _model.RemoveEdge(key.From, key.To);
        Forget(key);
        Removals++;
        Compare();
    }

    public void FlipQuiet(int pick)
    {
        if (_edges.Count == 0)
        {
            return;
        }

        int edge = _edges[Edge(pick)];
        bool quiet = _quiet.Add(edge) || !_quiet.Remove(edge);
        _graph.SetQuiet(edge, quiet);
        Compare();
    }

    private void Forget((int From, int To) key)
    {
        _quiet.Remove(_edges[key]);
        _edges.Remove(key);
    }

    private int Node(int pick) => _model.Nodes.ElementAt(pick % NodeCount);

    private (int From, int To) Edge(int pick) => _edges.Keys.Order().ElementAt(pick % _edges.Count);

    private List<int> Order()
    {
        List<int> order = [.. _model.Nodes];
        order.Sort((one, other) => one == other ? 0 : _graph.IsBefore(one, other) ? -1 : 1);
        return order;
    }

    private void Compare()
    {
        Operations++;
        _graph.CheckInvariants();
        Must(_graph.NodeCount == NodeCount && _graph.EdgeCount == _edges.Count, "the counts must agree");
        Must(_model.Edges.ToHashSet().SetEquals(_edges.Keys), "the test must know each edge");
        HashSet<int> leaving = [];
        HashSet<int> arriving = [];
        for (int node = 0; node < _graph.NodeLimit; node++)
        {
            Must(_graph.Contains(node) == _model.Nodes.Contains(node), $"node {node} must live in both or neither");
            if (!_graph.Contains(node))
            {
                continue;
            }

            foreach (int edge in _graph.EdgesFrom(node))
            {
                Must(leaving.Add(edge) && _graph.From(edge) == node, "an edge leaves one node, once");
                Must(_edges.TryGetValue((node, _graph.To(edge)), out int known) && known == edge, "an edge must be known");
                Must(_graph.IsBefore(node, _graph.To(edge)), "an edge must agree with the order");
                Must(_graph.IsQuiet(edge) == _quiet.Contains(edge), "the mark must stay with its edge");
            }

            foreach (int edge in _graph.EdgesTo(node))
            {
                Must(arriving.Add(edge) && _graph.To(edge) == node, "an edge arrives at one node, once");
            }
        }

        Must(leaving.SetEquals(_edges.Values) && arriving.SetEquals(leaving), "both walks must give every edge");
    }

    private static void Must(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
