using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary><c>System.Threading.CountdownEvent</c>, watched: a wait for it while a lock is held that those who signal it need is reported.</summary>
/// <remarks>
/// Safe for use by any number of threads, but for Dispose and Reset as the original. Who signals it is known from code inside <see cref="RunAs"/>.
/// With validation off (<see cref="LockValidation.IsEnabled"/>) it is the bare countdown.
/// </remarks>
public sealed partial class ValidatedCountdown : IDisposable
{
    private readonly CountdownEvent _event;

    // Not readonly: a LockMap is a mutable struct, and is passed by reference. Nothing writes it after construction.
    private LockMap _map;

    /// <summary>Makes a countdown whose class is the place in the source that makes it.</summary>
    /// <param name="initialCount">How many signals set it.</param>
    /// <param name="name">What reports call it; empty: the member that makes it, with file and line.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="initialCount"/> is negative.</exception>
    public ValidatedCountdown(
        int initialCount,
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
    {
        _event = new CountdownEvent(initialCount);
        _map = Waiting.MapFor(this, name, file, line, member);
    }

    /// <summary>Makes a countdown of a given class, of kind <see cref="LockKind.Wait"/>.</summary>
    /// <param name="type">The class.</param>
    /// <param name="initialCount">How many signals set it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="initialCount"/> is negative.</exception>
    public ValidatedCountdown(LockClass type, int initialCount)
    {
        _map = Waiting.MapFor(this, type);
        _event = new CountdownEvent(initialCount);
    }

    /// <summary>The identity of what is waited for, for the validator; a default value where validation is off.</summary>
    public LockMap Map => _map;

    /// <summary>The code until the result is disposed is what completes it: a lock taken there must not be held by who waits.</summary>
    /// <returns>What ends it.</returns>
    public RunScope RunAs() => LockValidation.IsEnabled ? _map.RunAs() : default;

    /// <summary>How many signals are still needed.</summary>
    public int CurrentCount => _event.CurrentCount;

    /// <summary>How many were needed at first.</summary>
    public int InitialCount => _event.InitialCount;

    /// <summary>Whether none is needed any more.</summary>
    public bool IsSet => _event.IsSet;

    /// <summary>A handle that is signalled while none is needed. Waits for it are not watched.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public WaitHandle WaitHandle => _event.WaitHandle;

    /// <summary>Signals once.</summary>
    /// <returns>True if that was the last signal needed.</returns>
    /// <exception cref="InvalidOperationException">None was needed.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public bool Signal() => _event.Signal();

    /// <summary>Signals several times.</summary>
    /// <param name="signalCount">How often.</param>
    /// <returns>True if none is needed any more.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="signalCount"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">Fewer were needed.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public bool Signal(int signalCount) => _event.Signal(signalCount);

    /// <summary>One more signal is needed.</summary>
    /// <exception cref="InvalidOperationException">None was needed any more, or too many are.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public void AddCount() => _event.AddCount();

    /// <summary>More signals are needed.</summary>
    /// <param name="signalCount">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="signalCount"/> is less than 1.</exception>
    /// <inheritdoc cref="AddCount()" path="/exception"/>
    public void AddCount(int signalCount) => _event.AddCount(signalCount);

    /// <summary>One more signal is needed, if any still was.</summary>
    /// <returns>True if one was added.</returns>
    /// <exception cref="InvalidOperationException">Too many are needed.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public bool TryAddCount() => _event.TryAddCount();

    /// <summary>More signals are needed, if any still was.</summary>
    /// <param name="signalCount">How many.</param>
    /// <returns>True if they were added.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="signalCount"/> is less than 1.</exception>
    /// <inheritdoc cref="TryAddCount()" path="/exception"/>
    public bool TryAddCount(int signalCount) => _event.TryAddCount(signalCount);

    /// <summary>As many signals are needed as at first.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public void Reset() => _event.Reset();

    /// <summary>So many signals are needed.</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public void Reset(int count) => _event.Reset(count);

    /// <summary>Frees what it uses.</summary>
    public void Dispose() => _event.Dispose();
}
