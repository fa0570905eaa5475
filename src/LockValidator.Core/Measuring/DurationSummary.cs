using System.Numerics;

namespace LockValidator;

/// <summary>Durations that were measured, summed up.</summary>
/// <param name="Count">How many.</param>
/// <param name="Min">The shortest; zero where there is none.</param>
/// <param name="Max">The longest.</param>
/// <param name="Total">All together.</param>
/// <param name="Histogram">
/// How many fell into each bucket: the first is below a microsecond, each further one reaches twice as far (<see cref="Bound"/>). Ends with
/// the last bucket that is not empty.
/// </param>
public sealed record DurationSummary(long Count, TimeSpan Min, TimeSpan Max, TimeSpan Total, IReadOnlyList<long> Histogram)
{
    /// <summary>Nothing was measured.</summary>
    public static DurationSummary None { get; } = new(0, default, default, default, []);

    /// <summary>The mean; zero where there is none.</summary>
    public TimeSpan Average => Count == 0 ? default : Total / Count;

    /// <summary>What durations of a bucket stay below.</summary>
    /// <param name="bucket">The number of the bucket, from 0.</param>
    public static TimeSpan Bound(int bucket) => TimeSpan.FromTicks(TimeSpan.TicksPerMicrosecond << bucket);

    /// <summary>A bound that a share of the durations stays below: right to a factor of two.</summary>
    /// <param name="share">From 0 to 1, as 0.99.</param>
    /// <returns>The bound of a bucket, or <see cref="Max"/> where that is smaller.</returns>
    public TimeSpan Percentile(double share)
    {
        double left = share * Count;
        for (int bucket = 0; bucket < Histogram.Count; bucket++)
        {
            left -= Histogram[bucket];
            if (left <= 0)
            {
                return Bound(bucket) < Max ? Bound(bucket) : Max;
            }
        }

        return Max;
    }

    /// <summary>The bucket of a duration.</summary>
    internal static int BucketOf(TimeSpan duration) => BitOperations.Log2((ulong)(duration.Ticks / TimeSpan.TicksPerMicrosecond)) + (duration.Ticks < TimeSpan.TicksPerMicrosecond ? 0 : 1);
}
