namespace LockValidator;

/// <summary>In which orders instances of one class were taken together. All members are for callers that hold the checker's lock.</summary>
/// <remarks>Bounded: instances come and go without notice, so the oldest knowledge is dropped as a whole when there is too much; that is counted.</remarks>
internal sealed class InstanceOrders
{
    private const int MostInstances = 65_536;

    private readonly Dictionary<long, int> _nodes = [];
    private readonly HashSet<(long, long)> _pairs = [];
    private OrderGraph _order = new();

    /// <summary>How often everything was dropped for lack of room.</summary>
    public int Drops { get; private set; }

    /// <summary>Notes that one instance was held while another was taken. False if the opposite order was seen, directly or over others.</summary>
    public bool Learn(long held, long taken)
    {
        if (_pairs.Contains((held, taken)))
        {
            return true;
        }

        if (_nodes.Count >= MostInstances)
        {
            _nodes.Clear();
            _pairs.Clear();
            _order = new OrderGraph();
            Drops++;
        }

        if (!_order.TryAdd(NodeOf(held), NodeOf(taken), out _))
        {
            return false;
        }

        _pairs.Add((held, taken));
        return true;
    }

    private int NodeOf(long instance)
    {
        if (!_nodes.TryGetValue(instance, out int node))
        {
            _nodes.Add(instance, node = _order.AddNode());
        }

        return node;
    }
}
