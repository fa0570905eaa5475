namespace LockValidator;

/// <summary>The flows of one checker, as long as somebody else keeps them.</summary>
internal sealed class FlowRegistry
{
    private const int FirstSweep = 64;

    private readonly InternalGate _gate = new();
    private readonly List<WeakReference<LockFlow>> _flows = [];
    private int _nextSweep = FirstSweep;

    public void Add(LockFlow flow)
    {
        using (_gate.Enter())
        {
            if (_flows.Count >= _nextSweep)
            {
                _flows.RemoveAll(static weak => !weak.TryGetTarget(out _));
                _nextSweep = Math.Max(FirstSweep, 2 * _flows.Count);
            }

            _flows.Add(new WeakReference<LockFlow>(flow));
        }
    }

    public IReadOnlyList<LockFlow> Live()
    {
        using (_gate.Enter())
        {
            var live = new List<LockFlow>(_flows.Count);
            foreach (WeakReference<LockFlow> weak in _flows)
            {
                if (weak.TryGetTarget(out LockFlow? flow))
                {
                    live.Add(flow);
                }
            }

            return live;
        }
    }

    /// <summary>Another flow that holds an instance; read without stopping it.</summary>
    public LockFlow? HolderOf(long instance, LockFlow except) =>
        Live().FirstOrDefault(flow => flow != except && flow.SeemsToHold(instance));
}
