using System.Runtime.CompilerServices;

namespace LockValidator;

/// <content>Taking a lock that is not free.</content>
public sealed partial class ValidatedLock
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EnterReal()
    {
        _map.Contended();
        try
        {
            _ = _lock.TryEnter(Patience.Milliseconds) || EnterBlocked(Timeout.Infinite);
        }
        catch
        {
            _map.Withdraw();
            throw;
        }

        _map.Acquired();
    }

    private bool WaitReal(int millisecondsTimeout)
    {
        _map.Contended();
        (int first, int rest) = Patience.Split(millisecondsTimeout);
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
