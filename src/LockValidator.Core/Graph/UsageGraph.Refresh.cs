namespace LockValidator;

/// <content>
/// Working the summaries out. Only a path that starts at a context can close a cycle, and most programs have no code that waits in one: they
/// never pay for more than a mark on each class. The first such wait pays for all that was learnt before; a removal, for what is left.
/// </content>
internal sealed partial class UsageGraph
{
    private bool _isStale = true;

    // Since a context first waited for a class.
    private bool _isKept;

    /// <summary>Whether nothing is to be worked out anew after a removal.</summary>
    public bool IsCheapToChange => !_isKept;

    private void Refresh()
    {
        _isKept = true;
        if (!_isStale)
        {
            return;
        }

        _isStale = false;
        for (int node = 0; node < _reach.Count; node++)
        {
            (_reach[node].Ahead, _reach[node].Behind) = (0, 0);
        }

        for (int node = 0; node < order.NodeLimit; node++)
        {
            if (order.Contains(node))
            {
                Rejoin(node);
            }
        }
    }

    private void Rejoin(int node)
    {
        Reach known = At(node + Contexts);
        for (int context = 0; context < Contexts; context++)
        {
            if ((known.WaitedForBy & (1u << context)) != 0)
            {
                JoinUsedIn(context, node);
            }

            if ((known.InterruptedBy & (1u << context)) != 0)
            {
                JoinEnabled(context, node);
            }
        }

        foreach (int edge in order.EdgesFrom(node))
        {
            if (!order.IsQuiet(edge))
            {
                Join(node, order.To(edge));
            }
        }
    }
}
