namespace LockValidator;

/// <summary>An open read section of an <see cref="RcuDomain"/>; disposing ends it.</summary>
/// <remarks>
/// Of a plain domain it belongs to the thread that opened it. Of a sleepable one it may be kept across an <c>await</c> and disposed
/// on any thread. It must be disposed exactly once: a second <see cref="Dispose"/> of the same variable does nothing, but one of
/// a copy ends a section twice.
/// </remarks>
public struct ReadScope : IDisposable
{
    private readonly int _ticket;
    private readonly LockHold _hold;
    private RcuDomain? _domain;

    internal ReadScope(RcuDomain domain, int ticket, LockHold hold)
    {
        _domain = domain;
        _ticket = ticket;
        _hold = hold;
    }

    /// <summary>Ends the section.</summary>
    public void Dispose()
    {
        if (_domain is { } domain)
        {
            _domain = null;
            domain.Leave(_ticket, in _hold);
        }
    }
}
