using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>
/// A callback for a cancellation, watched: <see cref="Dispose"/> waits for a callback that runs, so disposing with a lock held that
/// the callback takes is reported, and so is cancelling with one.
/// </summary>
/// <remarks>A default value stands for no registration. With validation off it is the bare registration.</remarks>
public readonly struct ValidatedRegistration : IDisposable, IAsyncDisposable, IEquatable<ValidatedRegistration>
{
    private readonly CancellationTokenRegistration _registration;
    private readonly LockMap _map;

    private ValidatedRegistration(CancellationTokenRegistration registration, LockMap map)
    {
        _registration = registration;
        _map = map;
    }

    /// <summary>The token that it was made for.</summary>
    public CancellationToken Token => _registration.Token;

    /// <summary>True where two values stand for the same registration.</summary>
    public static bool operator ==(ValidatedRegistration left, ValidatedRegistration right) => left.Equals(right);

    /// <summary>True where two values stand for different registrations.</summary>
    public static bool operator !=(ValidatedRegistration left, ValidatedRegistration right) => !left.Equals(right);

    /// <summary>Registers a callback.</summary>
    /// <param name="token">The token; if it is cancelled already, the callback runs now.</param>
    /// <param name="callback">The callback.</param>
    /// <param name="name">What reports call it; empty: the member that registers it, with file and line.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    [SuppressMessage("Design", "CA1068", Justification = "As CancellationToken.Register is read: the token comes first; what the compiler fills in comes last.")]
    public static ValidatedRegistration Register(
        CancellationToken token,
        Action callback,
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(callback);
        LockMap map = Waiting.MapFor(null, name, file, line, member);
        return new ValidatedRegistration(token.Register(() => Completing.RunInPlace(in map, callback)), map);
    }

    /// <summary>Takes the callback back; does not wait for one that runs.</summary>
    /// <returns>True if it will not run.</returns>
    public bool Unregister() => _registration.Unregister();

    /// <summary>Takes the callback back; waits for one that runs, but not from inside itself.</summary>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; it was not disposed.</exception>
    public void Dispose()
    {
        bool waits = LockValidation.IsEnabled && _map.Class is not null && !_map.IsHeld();
        using BlockedWait blocked = waits ? Waiting.Begin(in _map, isOver: false) : default;
        _registration.Dispose();
    }

    /// <summary>Takes the callback back; completes when it does not run any more.</summary>
    public ValueTask DisposeAsync() => _registration.DisposeAsync();

    /// <inheritdoc/>
    public bool Equals(ValidatedRegistration other) => _registration.Equals(other._registration);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValidatedRegistration other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _registration.GetHashCode();
}
