using System.Runtime.CompilerServices;

namespace LockValidator;

/// <content>Taking a lock that is not free.</content>
public sealed partial class ValidatedLock
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EnterReal()
    {
        try
        {
            _ = WaitReal(Timeout.Infinite);
        }
        catch
        {
            _map.Withdraw();
            throw;
        }
    }

    private bool WaitReal(int millisecondsTimeout)
    {
        _map.Contended();
        (int first, int rest) = Patience.Split(in _map, LockMode.Exclusive, millisecondsTimeout);
        bool taken = _lock.TryEnter(first) || (rest != 0 && EnterBlocked(rest));
        if (taken)
        {
            _map.Acquired();
        }

        return taken;
    }

    /// <summary>From here on a deadlock is looked for.</summary>
    private bool EnterBlocked(int millisecondsTimeout)
    {
        LockWait? wait = _map.BeginWait();
        bool taken = false;
        try
        {
            taken = _lock.TryEnter(millisecondsTimeout);
        }
        finally
        {
            wait?.End(taken);
        }

        return taken;
    }
}
