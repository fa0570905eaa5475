namespace LockValidator;

/// <content>
/// Summaries after something was removed. They are too wide then, which does no harm as long as no context waits for anything: only a
/// path that starts at a context can close a cycle. Most programs have no such code, and never pay for it.
/// </content>
internal sealed partial class UsageGraph
{
    private bool _isStale;

    // Contexts that have ever waited for a class.
    private uint _waiting;

    /// <summary>Whether nothing is to be worked out anew after a removal.</summary>
    public bool IsCheapToChange => _waiting == 0;

    private void Refresh()
    {
        if (!_isStale)
        {
            return;
        }

        _isStale = false;
        _waiting = 0;
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
