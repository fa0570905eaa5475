namespace LockValidator;

/// <summary>Ends the run of what completes a thing that others wait for, when disposed.</summary>
public readonly struct RunScope : IDisposable
{
    private readonly LockFlow? _flow;
    private readonly LockMap _map;

    internal RunScope(LockFlow flow, in LockMap map)
    {
        _flow = flow;
        _map = map;
    }

    /// <summary>Ends the run.</summary>
    public void Dispose() => _flow?.Release(in _map);
}
