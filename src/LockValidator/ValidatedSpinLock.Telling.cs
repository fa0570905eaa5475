namespace LockValidator;

/// <content>What the checker is told, and when.</content>
public sealed partial class ValidatedSpinLock
{
    /// <summary>Whoever spins for the lock waits for all that its holder waits for. One without owner may be released by another thread.</summary>
    private void Watch(bool lockTaken)
    {
        if (lockTaken && IsThreadOwnerTrackingEnabled)
        {
            BlockingWatch.Begin();
        }
    }

    private void TryEnterValidated(int millisecondsTimeout, ref bool lockTaken)
    {
        AcquireKind kind = LockTimeouts.KindOf(millisecondsTimeout);
        if (kind == AcquireKind.Try)
        {
            TryThenTell(ref lockTaken);
        }
        else
        {
            TellThenEnter(new AcquireOptions(Kind: kind), millisecondsTimeout, ref lockTaken);
        }
    }

    private void TellThenEnter(in AcquireOptions options, int millisecondsTimeout, ref bool lockTaken)
    {
        _map.Acquire(in options);
        try
        {
            _lock.TryEnter(ref lockTaken);
            if (!lockTaken)
            {
                Wait(millisecondsTimeout, ref lockTaken);
            }
        }
        finally
        {
            Watch(lockTaken);
            if (!lockTaken)
            {
                _map.Withdraw();
            }
        }
    }

    private void Wait(int millisecondsTimeout, ref bool lockTaken)
    {
        _map.Contended();
        (int first, int rest) = Patience.Split(in _map, LockMode.Exclusive, millisecondsTimeout);
        _lock.TryEnter(first, ref lockTaken);
        if (!lockTaken && rest != 0)
        {
            EnterBlocked(rest, ref lockTaken);
        }

        if (lockTaken)
        {
            _map.Acquired();
        }
    }

    private void EnterBlocked(int millisecondsTimeout, ref bool lockTaken)
    {
        LockWait? wait = _map.BeginWait();
        try
        {
            _lock.TryEnter(millisecondsTimeout, ref lockTaken);
        }
        finally
        {
            wait?.End(lockTaken);
        }
    }

    private void TryThenTell(ref bool lockTaken)
    {
        _lock.TryEnter(ref lockTaken);
        if (!lockTaken)
        {
            return;
        }

        try
        {
            _map.Acquire(new AcquireOptions(Kind: AcquireKind.Try));
        }
        catch
        {
            _lock.Exit();
            lockTaken = false;
            throw;
        }

        Watch(lockTaken);
    }
}
