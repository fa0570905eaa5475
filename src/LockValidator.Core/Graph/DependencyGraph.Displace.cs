namespace LockValidator;

/// <content>Taking a dependency out of the order again.</content>
internal sealed partial class DependencyGraph
{
    /// <summary>Takes a dependency out of the order and keeps it beside it, with what was found.</summary>
    public void Displace(Dependency dependency, Violation finding)
    {
        DependencyKinds kinds = dependency.Kinds;
        TakeOut(dependency);
        Refuse(dependency, kinds, finding);
    }

    private void TakeOut(Dependency dependency)
    {
        ClassNode from = dependency.From, to = dependency.To;
        foreach (DependencyKinds kind in Each(dependency.Kinds))
        {
            (int tail, int head) = EndsOf(from, to, kind);
            foreach (int edge in _order.EdgesFrom(tail))
            {
                if (_order.To(edge) == head && !(from == to && kind == DependencyKinds.SR))
                {
                    _order.RemoveEdge(edge);
                    break;
                }
            }
        }

        Unlist(dependency);
        _usage.RemoveEdge();
    }

    private void Unlist(Dependency dependency)
    {
        ref DependencyRow row = ref dependency.Row;
        if (row.Kinds != DependencyKinds.None)
        {
            _dependencies.Unlist(dependency);
            (row.Kinds, row.Quiet) = (DependencyKinds.None, DependencyKinds.None);
        }
    }
}
