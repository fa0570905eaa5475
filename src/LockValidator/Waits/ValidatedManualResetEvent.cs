using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary><c>System.Threading.ManualResetEventSlim</c>, watched: a wait for it while a lock is held that its setter needs is reported.</summary>
/// <remarks>
/// Safe for use by any number of threads, but for Dispose and Reset as the original. Who sets it is known from code inside <see cref="RunAs"/>.
/// With validation off (<see cref="LockValidation.IsEnabled"/>) it is the bare event.
/// </remarks>
public sealed partial class ValidatedManualResetEvent : IDisposable
{
    private readonly ManualResetEventSlim _event;

    // Not readonly: a LockMap is a mutable struct, and is passed by reference. Nothing writes it after construction.
    private LockMap _map;

    /// <summary>Makes an event that is not set, whose class is the place in the source that makes it.</summary>
    /// <param name="name">What reports call it; empty: the member that makes it, with file and line.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    public ValidatedManualResetEvent(
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
        : this(new ManualResetEventSlim(), Waiting.MapFor(null, name, file, line, member))
    {
    }

    /// <summary>Makes an event whose class is the place in the source that makes it.</summary>
    /// <param name="initialState">True: it is set.</param>
    /// <param name="name">What reports call it; empty: the member that makes it, with file and line.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    public ValidatedManualResetEvent(
        bool initialState,
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
        : this(new ManualResetEventSlim(initialState), Waiting.MapFor(null, name, file, line, member))
    {
    }

    /// <summary>Makes an event whose class is the place in the source that makes it.</summary>
    /// <param name="initialState">True: it is set.</param>
    /// <param name="spinCount">How often a waiter spins before it blocks.</param>
    /// <param name="name">What reports call it; empty: the member that makes it, with file and line.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="spinCount"/> is negative or too great.</exception>
    public ValidatedManualResetEvent(
        bool initialState,
        int spinCount,
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
        : this(new ManualResetEventSlim(initialState, spinCount), Waiting.MapFor(null, name, file, line, member))
    {
    }

    /// <summary>Makes an event of a given class, of kind <see cref="LockKind.Wait"/>.</summary>
    /// <param name="type">The class.</param>
    /// <param name="initialState">True: it is set.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public ValidatedManualResetEvent(LockClass type, bool initialState = false)
        : this(new ManualResetEventSlim(initialState), Waiting.MapFor(null, type))
    {
    }

    private ValidatedManualResetEvent(ManualResetEventSlim real, LockMap map)
    {
        _event = real;
        _map = map;
    }

    /// <summary>The identity of what is waited for, for the validator; a default value where validation is off.</summary>
    public LockMap Map => _map;

    /// <summary>The code until the result is disposed is what completes it: a lock taken there must not be held by who waits.</summary>
    /// <returns>What ends it.</returns>
    public RunScope RunAs() => LockValidation.IsEnabled ? _map.RunAs() : default;

    /// <summary>Whether it is set.</summary>
    public bool IsSet => _event.IsSet;

    /// <summary>How often a waiter spins before it blocks.</summary>
    public int SpinCount => _event.SpinCount;

    /// <summary>A handle that is signalled while the event is set. Waits for it are not watched.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public WaitHandle WaitHandle => _event.WaitHandle;

    /// <summary>Sets it: all waiters go on, and nobody waits until it is reset.</summary>
    public void Set() => _event.Set();

    /// <summary>Resets it: who comes now waits.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public void Reset() => _event.Reset();

    /// <summary>Frees what it uses.</summary>
    public void Dispose() => _event.Dispose();
}
