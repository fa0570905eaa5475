using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary><c>System.Threading.AutoResetEvent</c>, watched: a wait for it while a lock is held that its setter needs is reported.</summary>
/// <remarks>
/// Safe for use by any number of threads. Who sets it is known from code inside <see cref="RunAs"/>. It is an <see cref="EventWaitHandle"/>, as
/// the original is; waits by static methods of <see cref="WaitHandle"/> are not watched.
/// With validation off (<see cref="LockValidation.IsEnabled"/>) it is the bare event.
/// </remarks>
public sealed class ValidatedAutoResetEvent : EventWaitHandle
{
    // Not readonly: a LockMap is a mutable struct, and is passed by reference. Nothing writes it after construction.
    private LockMap _map;

    /// <summary>Makes an event whose class is the place in the source that makes it.</summary>
    /// <param name="initialState">True: it is set.</param>
    /// <param name="name">What reports call it; empty: the member that makes it, with file and line.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    public ValidatedAutoResetEvent(
        bool initialState,
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
        : base(initialState, EventResetMode.AutoReset) => _map = Waiting.MapFor(this, name, file, line, member);

    /// <summary>Makes an event of a given class, of kind <see cref="LockKind.Wait"/>.</summary>
    /// <param name="type">The class.</param>
    /// <param name="initialState">True: it is set.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public ValidatedAutoResetEvent(LockClass type, bool initialState)
        : base(initialState, EventResetMode.AutoReset) => _map = Waiting.MapFor(this, type);

    /// <summary>The identity of what is waited for, for the validator; a default value where validation is off.</summary>
    public LockMap Map => _map;

    /// <summary>The code until the result is disposed is what completes it: a lock taken there must not be held by who waits.</summary>
    /// <returns>What ends it.</returns>
    public RunScope RunAs() => LockValidation.IsEnabled ? _map.RunAs() : default;

    /// <summary>Waits until it is set, and resets it. What is held meanwhile must not be needed by who sets it.</summary>
    /// <returns>True.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; it was not waited for.</exception>
    public override bool WaitOne()
    {
        using BlockedWait blocked = Waiting.Begin(in _map, isOver: false);
        return base.WaitOne();
    }

    /// <summary>Waits until it is set, or for a time, and resets it.</summary>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <returns>True unless the time ran out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not infinite, or too long.</exception>
    /// <inheritdoc cref="WaitOne()" path="/exception"/>
    public override bool WaitOne(int millisecondsTimeout)
    {
        using BlockedWait blocked = Waiting.Begin(in _map, isOver: false, millisecondsTimeout);
        return base.WaitOne(millisecondsTimeout);
    }

    /// <summary>Waits until it is set, or for a time, and resets it.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <inheritdoc cref="WaitOne(int)"/>
    public override bool WaitOne(TimeSpan timeout)
    {
        using BlockedWait blocked = Waiting.Begin(in _map, isOver: false, timeout);
        return base.WaitOne(timeout);
    }

    /// <inheritdoc cref="WaitOne(int)"/>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <param name="exitContext">Has no effect.</param>
    public override bool WaitOne(int millisecondsTimeout, bool exitContext) => WaitOne(millisecondsTimeout);

    /// <inheritdoc cref="WaitOne(TimeSpan)"/>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <param name="exitContext">Has no effect.</param>
    public override bool WaitOne(TimeSpan timeout, bool exitContext) => WaitOne(timeout);
}
