using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>The flows of one checker, as long as somebody else keeps them.</summary>
internal sealed class FlowRegistry
{
    // Under the gate, so that nobody ever waits for the table's own lock. A thread's flow comes back for each scope that it runs code of.
    private readonly InternalGate _gate = new();
    private readonly ConditionalWeakTable<LockFlow, object?> _flows = [];

    public void Add(LockFlow flow)
    {
        using (_gate.Enter())
        {
            _flows.TryAdd(flow, null);
        }
    }

    /// <summary>How many are alive.</summary>
    public int Count
    {
        get
        {
            using (_gate.Enter())
            {
                return _flows.Count();
            }
        }
    }

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<LockFlow> Live()
    {
        using (_gate.Enter())
        {
            return [.. _flows.Select(static entry => entry.Key).OrderBy(static flow => flow.Id)];
        }
    }

    /// <summary>Another flow that holds an instance; read without stopping it.</summary>
    public LockFlow? HolderOf(long instance, LockFlow except) =>
        Live().FirstOrDefault(flow => flow != except && flow.SeemsToHold(instance));
}
