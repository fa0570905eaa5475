namespace LockValidator.Conformance.Tests;

/// <summary>A clock that moves only when told to.</summary>
internal sealed class PeerClock : TimeProvider
{
    private long _seconds;

    public override long TimestampFrequency => 1;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(_seconds);

    public override long GetTimestamp() => _seconds;

    public void Advance(long seconds) => _seconds += seconds;
}
