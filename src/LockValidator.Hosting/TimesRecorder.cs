using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LockValidator;

/// <summary>Waits and holds as histograms, in seconds, by class and mode; nothing is recorded while nobody listens.</summary>
internal sealed class TimesRecorder(Meter meter) : ILockTimesListener
{
    private readonly Histogram<double> _wait = meter.CreateHistogram<double>("lockvalidator.lock.wait", "s", "How long a lock that was not free was waited for.");
    private readonly Histogram<double> _hold = meter.CreateHistogram<double>("lockvalidator.lock.hold", "s", "How long a lock was held.");

    public void Waited(string type, LockMode mode, TimeSpan duration) => Record(_wait, type, mode, duration);

    public void Held(string type, LockMode mode, TimeSpan duration) => Record(_hold, type, mode, duration);

    private static void Record(Histogram<double> histogram, string type, LockMode mode, TimeSpan duration)
    {
        if (histogram.Enabled)
        {
            var tags = new TagList { { "class", TextReport.SafeName(type) }, { "mode", mode.ToString() } };
            histogram.Record(duration.TotalSeconds, in tags);
        }
    }
}
