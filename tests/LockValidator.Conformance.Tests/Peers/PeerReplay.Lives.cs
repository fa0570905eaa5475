namespace LockValidator.Conformance.Tests;

/// <summary>Lives of locks, and what is forgotten of them.</summary>
internal sealed partial class PeerReplay
{
    private readonly List<PeerLock> _destroyed = [];

    private bool DoWithLife(PeerOperation op)
    {
        switch (op.Name)
        {
            case "new":
                ForgetDestroyed();
                PeerLock renewed = _locks[op.Target];
                _threads[op.Thread].Initialize(ref renewed.Map, renewed.NewClass());
                return true;
            case "del":
                _threads[op.Thread].Destroy(ref _locks[op.Target].Map);
                _destroyed.Add(_locks[op.Target]);
                return true;
            case "del_new":
                Recreate(_locks[op.Target]);
                return true;
            case "forget":
                Checker.Unregister(_locks[op.Target].Class!);
                return true;
            case "free_memory":
                _locks[op.Target].Map = default;
                return true;
            case "reset_graph":
                _locks.ForgetAll();
                return true;
            default:
                return false;
        }
    }

    /// <summary>The classes had one instance each. They go before a new lock is made, which then takes their place in the graph.</summary>
    private void ForgetDestroyed()
    {
        _destroyed.ForEach(gone => Checker.Unregister(gone.Class!));
        _destroyed.Clear();
    }

    /// <summary>Nobody holds it any more, and what takes its place has nothing to do with it.</summary>
    private void Recreate(PeerLock old)
    {
        foreach (LockFlow flow in _threads.All)
        {
            flow.ReleaseAll(in old.Map);
        }

        Checker.Unregister(old.Class!);
        _locks.Recreate(old);
    }
}
