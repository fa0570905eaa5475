using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary><c>System.Threading.Barrier</c>, watched: arriving at it with a lock held that another participant needs on the way is reported.</summary>
/// <remarks>
/// Safe for use by any number of threads, but for Dispose as the original. What participants do on the way is known from code inside
/// <see cref="RunAs"/>; what the action after a phase does is known by itself.
/// With validation off (<see cref="LockValidation.IsEnabled"/>) it is the bare barrier.
/// </remarks>
public sealed partial class ValidatedBarrier : IDisposable
{
    private readonly Barrier _barrier;

    // Not readonly: a LockMap is a mutable struct, and is passed by reference. Nothing writes it after construction.
    private LockMap _map;

    /// <summary>Makes a barrier whose class is the place in the source that makes it.</summary>
    /// <param name="participantCount">How many take part.</param>
    /// <param name="name">What reports call it; empty: the member that makes it, with file and line.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="participantCount"/> is negative or above 32,767.</exception>
    public ValidatedBarrier(
        int participantCount,
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
        : this(participantCount, null, name, file, line, member)
    {
    }

    /// <summary>Makes a barrier whose class is the place in the source that makes it.</summary>
    /// <param name="participantCount">How many take part.</param>
    /// <param name="postPhaseAction">What the last to arrive does, before all go on; null: nothing.</param>
    /// <param name="name">What reports call it; empty: the member that makes it, with file and line.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="participantCount"/> is negative or above 32,767.</exception>
    public ValidatedBarrier(
        int participantCount,
        Action<ValidatedBarrier>? postPhaseAction,
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
    {
        _barrier = new Barrier(participantCount, postPhaseAction is null ? null : _ => AfterPhase(postPhaseAction));
        _map = Waiting.MapFor(this, name, file, line, member);
    }

    /// <summary>Makes a barrier of a given class, of kind <see cref="LockKind.Wait"/>.</summary>
    /// <param name="type">The class.</param>
    /// <param name="participantCount">How many take part.</param>
    /// <param name="postPhaseAction">What the last to arrive does, before all go on; null: nothing.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="participantCount"/> is negative or above 32,767.</exception>
    public ValidatedBarrier(LockClass type, int participantCount, Action<ValidatedBarrier>? postPhaseAction = null)
    {
        _map = Waiting.MapFor(this, type);
        _barrier = new Barrier(participantCount, postPhaseAction is null ? null : _ => AfterPhase(postPhaseAction));
    }

    /// <summary>The identity of what is waited for, for the validator; a default value where validation is off.</summary>
    public LockMap Map => _map;

    /// <summary>The code until the result is disposed is what completes it: a lock taken there must not be held by who waits.</summary>
    /// <returns>What ends it.</returns>
    public RunScope RunAs() => LockValidation.IsEnabled ? _map.RunAs() : default;

    /// <summary>How many have not arrived yet.</summary>
    public int ParticipantsRemaining => _barrier.ParticipantsRemaining;

    /// <summary>How many take part.</summary>
    public int ParticipantCount => _barrier.ParticipantCount;

    /// <summary>The number of the present phase.</summary>
    public long CurrentPhaseNumber => _barrier.CurrentPhaseNumber;

    /// <summary>One more takes part.</summary>
    /// <returns>The phase in which it takes part first.</returns>
    /// <exception cref="InvalidOperationException">There would be too many, or this is the action after a phase.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public long AddParticipant() => _barrier.AddParticipant();

    /// <summary>More take part.</summary>
    /// <param name="participantCount">How many.</param>
    /// <returns>The phase in which they take part first.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="participantCount"/> is less than 1, or there would be too many.</exception>
    /// <inheritdoc cref="AddParticipant" path="/exception"/>
    public long AddParticipants(int participantCount) => _barrier.AddParticipants(participantCount);

    /// <summary>One takes part no more.</summary>
    /// <exception cref="InvalidOperationException">Nobody takes part, or this is the action after a phase.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public void RemoveParticipant() => _barrier.RemoveParticipant();

    /// <summary>Some take part no more.</summary>
    /// <param name="participantCount">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="participantCount"/> is less than 1, or fewer take part.</exception>
    /// <inheritdoc cref="RemoveParticipant" path="/exception"/>
    public void RemoveParticipants(int participantCount) => _barrier.RemoveParticipants(participantCount);

    /// <summary>Frees what it uses.</summary>
    /// <exception cref="InvalidOperationException">This is the action after a phase.</exception>
    public void Dispose() => _barrier.Dispose();

    private void AfterPhase(Action<ValidatedBarrier> action) => Completing.Run(in _map, () => action(this));
}
