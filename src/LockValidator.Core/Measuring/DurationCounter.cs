namespace LockValidator;

/// <summary>Sums durations up. The caller holds the lock of the class's figures.</summary>
internal sealed class DurationCounter
{
    private const int Buckets = 44;

    private readonly long[] _histogram = new long[Buckets];
    private long _count;
    private TimeSpan _min;
    private TimeSpan _max;
    private TimeSpan _total;

    public void Add(TimeSpan duration)
    {
        _min = _count == 0 || duration < _min ? duration : _min;
        _max = duration > _max ? duration : _max;
        _total += duration;
        _count++;
        _histogram[Math.Min(DurationSummary.BucketOf(duration), Buckets - 1)]++;
    }

    public DurationSummary ToSummary() => _count == 0
        ? DurationSummary.None
        : new DurationSummary(_count, _min, _max, _total, _histogram[..(Array.FindLastIndex(_histogram, static n => n > 0) + 1)]);
}
