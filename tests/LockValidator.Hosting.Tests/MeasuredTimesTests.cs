using System.Diagnostics.Metrics;
using FluentAssertions;
using Xunit;

namespace LockValidator.Hosting.Tests;

public sealed class MeasuredTimesTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Waits_and_holds_are_histograms_where_times_are_measured(bool measure)
    {
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off, MeasureTimes = measure });
        using var metrics = new LockValidatorMetrics(checker, new LockFindings());
        var durations = new List<(string Name, string Class, string Mode)>();
        var counts = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == LockValidatorMetrics.MeterName)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => durations.Add((instrument.Name, Tag(tags, "class"), Tag(tags, "mode"))));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => counts[instrument.Name] = value);
        listener.Start();

        var flow = new LockFlow(checker, "flow");
        var map = new LockMap(new LockClass("accounts"));
        flow.Acquire(in map, new AcquireOptions(LockMode.Shared));
        flow.Contended(in map);
        flow.Acquired(in map);
        flow.Release(in map);
        listener.RecordObservableInstruments();

        if (measure)
        {
            durations.Should().Equal(("lockvalidator.lock.wait", "accounts", "Shared"), ("lockvalidator.lock.hold", "accounts", "Shared"));
            counts["lockvalidator.lock.acquisitions"].Should().Be(1);
            counts["lockvalidator.lock.contentions"].Should().Be(1);
        }
        else
        {
            durations.Should().BeEmpty();
            counts.Should().NotContainKey("lockvalidator.lock.acquisitions");
        }

        counts["lockvalidator.memory"].Should().BePositive();
        GC.KeepAlive(flow);
    }

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            if (tag.Key == name)
            {
                return tag.Value?.ToString() ?? "";
            }
        }

        return "";
    }
}
