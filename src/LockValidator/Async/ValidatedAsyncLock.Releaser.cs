namespace LockValidator;

/// <content>What releases the lock.</content>
public sealed partial class ValidatedAsyncLock
{
    /// <summary>Releases the lock when disposed, on whatever thread. A second time, also of a copy, does nothing.</summary>
    public readonly struct Releaser : IDisposable, IAsyncDisposable, IEquatable<Releaser>
    {
        private readonly ValidatedAsyncLock? _lock;
        private readonly long _ticket;
        private readonly LockHold _hold;

        internal Releaser(ValidatedAsyncLock owner, long ticket, LockHold hold)
        {
            _lock = owner;
            _ticket = ticket;
            _hold = hold;
        }

        /// <summary>True where two values release the same hold.</summary>
        public static bool operator ==(Releaser left, Releaser right) => left.Equals(right);

        /// <summary>True where two values release different holds.</summary>
        public static bool operator !=(Releaser left, Releaser right) => !left.Equals(right);

        /// <summary>Releases the lock.</summary>
        public void Dispose() => _lock?.Release(_ticket, _hold);

        /// <summary>Releases the lock; never waits.</summary>
        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        /// <inheritdoc/>
        public bool Equals(Releaser other) => ReferenceEquals(_lock, other._lock) && _ticket == other._ticket;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Releaser other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => _ticket.GetHashCode();
    }
}
