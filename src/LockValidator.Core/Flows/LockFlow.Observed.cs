namespace LockValidator;

/// <summary>Telling the observer of the scope that the flow is in.</summary>
public sealed partial class LockFlow
{
    internal ILockObserver? Observer { get; private set; }

    /// <summary>While it is observed, no chain is taken for known: so the fast way asks for nothing.</summary>
    private void ObserveBy(ILockObserver? observer)
    {
        if (!ReferenceEquals(Observer, observer))
        {
            Observer = observer;
            RefreshCache();
        }
    }

    /// <summary>Tells of an acquisition that was checked and is not held yet.</summary>
    /// <returns>Who was told, and is to hear of its release.</returns>
    internal ILockObserver? TellAcquiring(in LockMap map, in AcquireOptions options)
    {
        if (Observer is not { } observer || _quiet > 0 || !IsChecking)
        {
            return null;
        }

        observer.Acquiring(in map, in options);
        return observer;
    }

    /// <summary>A writer has become a reader, without a release in between.</summary>
    private void TellDowngraded(in LockMap map)
    {
        if (TellAcquiring(in map, new AcquireOptions(LockMode.Shared, AcquireKind.Try)) is { } observer)
        {
            observer.Released(in map, LockMode.Exclusive);
        }
    }

    private void TellReleased(in LockMap map, LockMode? mode)
    {
        if (_quiet == 0)
        {
            Observer?.Released(in map, mode);
        }
    }
}
