namespace LockValidator;

/// <content>What will be looked at soon: <see cref="Ahead"/>.</content>
internal sealed partial class DependencyGraph
{
    /// <summary>Two classes will be looked up. Without the checker's lock: what is found may be out of date, and is not used.</summary>
    public void LookAhead(int taken, int held)
    {
        if (_classes.Find(taken, 0) is { } to && _classes.Find(held, 0) is { } from)
        {
            to.LookAhead();
            from.LookAhead();
        }
    }

    /// <summary>An order of two classes will be looked up, and learnt if it is new.</summary>
    public void LookAhead(ClassNode from, ClassNode to)
    {
        _dependencies.LookAhead(from, to);
        _order.LookAhead(from.AnyHolder);
        _order.LookAhead(to.AnyHolder);
    }
}
