namespace LockValidator;

/// <content>Classes and nesting.</content>
public static partial class ValidatedMonitor
{
    /// <summary>Gives an object a class, before it is locked first or later.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="type">The class; one with an order function compares the objects themselves.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static void SetClass(object obj, LockClass type)
    {
        ArgumentNullException.ThrowIfNull(obj);
        ArgumentNullException.ThrowIfNull(type);
        if (LockValidation.IsEnabled)
        {
            MonitoredObjects.SetClass(obj, type);
        }
    }

    /// <summary>The identity of an object's lock for the validator; a default value where validation is off.</summary>
    /// <param name="obj">The object.</param>
    /// <exception cref="ArgumentNullException"><paramref name="obj"/> is null.</exception>
    public static LockMap MapOf(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return LockValidation.IsEnabled ? MonitoredObjects.Of(obj).Map : default;
    }

    /// <summary>Locks an object until the result is disposed.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>What releases it; for a <c>using</c>.</returns>
    /// <inheritdoc cref="Enter(object)" path="/exception"/>
    public static Scope EnterScope(object obj)
    {
        Enter(obj);
        return new Scope(obj);
    }

    /// <summary>Locks an object, on purpose while another of its class is held, until the result is disposed.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="subclass">The level of this one in the order of the nesting, 0 to 7; another one is a finding.</param>
    /// <returns>What releases it; for a <c>using</c>.</returns>
    /// <inheritdoc cref="Enter(object)" path="/exception"/>
    public static Scope EnterNested(object obj, int subclass)
    {
        ArgumentNullException.ThrowIfNull(obj);
        EnterNested(obj, new AcquireOptions(Subclass: subclass));
        return new Scope(obj);
    }

    /// <summary>Locks an object, on purpose while others of its class are held, until the result is disposed.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="under">A lock that is held and that all who take several of this class hold.</param>
    /// <returns>What releases it; for a <c>using</c>.</returns>
    /// <inheritdoc cref="Enter(object)" path="/exception"/>
    public static Scope EnterNested(object obj, LockMap under)
    {
        ArgumentNullException.ThrowIfNull(obj);
        EnterNested(obj, new AcquireOptions(Nest: under));
        return new Scope(obj);
    }

    private static void EnterNested(object obj, in AcquireOptions options)
    {
        if (LockValidation.IsEnabled)
        {
            Take(obj, in options, Timeout.Infinite);
        }
        else
        {
            Monitor.Enter(obj);
        }
    }

    /// <summary>Releases the lock of an object, once, when disposed.</summary>
    public ref struct Scope
    {
        private object? _object;

        internal Scope(object obj) => _object = obj;

        /// <summary>Releases the lock; a second call does nothing.</summary>
        /// <exception cref="SynchronizationLockException">The calling thread does not hold it.</exception>
        public void Dispose()
        {
            if (_object is { } held)
            {
                _object = null;
                Exit(held);
            }
        }
    }
}
