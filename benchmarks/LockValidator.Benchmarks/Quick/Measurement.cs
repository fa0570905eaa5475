namespace LockValidator.Benchmarks;

/// <summary>What was measured of a row: medians and lower quartiles in nanoseconds per pair, bytes per pair.</summary>
internal sealed record Measurement(double Bare, double Watched, double LowBare, double LowWatched, double BareBytes, double WatchedBytes)
{
    public double Ratio => Watched / Bare;

    public double LowRatio => LowWatched / LowBare;
}
