using System.Diagnostics.Metrics;

namespace LockValidator;

/// <summary>What a checker observed, as instruments of the meter <c>LockValidator</c>. Read when somebody listens; nothing is measured otherwise.</summary>
public sealed class LockValidatorMetrics : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "LockValidator";

    private readonly Meter _meter;
    private readonly LockChecker _checker;
    private readonly LockFindings _findings;
    private readonly IDisposable? _measuring;

    /// <summary>Makes the meter.</summary>
    /// <param name="checker">Whose observations.</param>
    /// <param name="findings">The counted findings.</param>
    /// <param name="meters">What makes meters; null: the meter is of this object's own.</param>
    public LockValidatorMetrics(LockChecker checker, LockFindings findings, IMeterFactory? meters = null)
    {
        ArgumentNullException.ThrowIfNull(checker);
        ArgumentNullException.ThrowIfNull(findings);
        _checker = checker;
        _findings = findings;
        _meter = meters?.Create(new MeterOptions(MeterName)) ?? new Meter(MeterName);
        Counter("lockvalidator.acquisitions.checked", "{acquisition}", "Acquisitions that were checked because their chain was not known; the others cost nothing, not even a count.", static s => s.SlowAcquisitions);
        Counter("lockvalidator.internal_failures", "{failure}", "Failures inside the checker; the locks were not affected.", static s => s.InternalFailures);
        Counter("lockvalidator.dropped", "{item}", "Things that were dropped for lack of room.", static s => s.Dropped);
        Gauge("lockvalidator.classes", "{class}", "Lock classes met, subclasses counted apart.", static s => s.Classes);
        Gauge("lockvalidator.dependencies", "{dependency}", "Pairs of classes in the graph.", static s => s.Dependencies);
        Gauge("lockvalidator.chains", "{chain}", "Distinct sequences of held locks that were validated.", static s => s.Chains);
        _meter.CreateObservableUpDownCounter("lockvalidator.findings", () => ByKind(static _ => 1), "{finding}", "Distinct findings.");
        _meter.CreateObservableUpDownCounter("lockvalidator.findings.met", () => ByKind(static finding => finding.Count), "{time}", "How often the causes of findings were met.");
        _meter.CreateObservableUpDownCounter("lockvalidator.locks.held", () => _checker.HeldLocksOfAllFlows().Sum(static flow => (long)flow.Held.Count), "{lock}", "Locks held now.");
        _meter.CreateObservableUpDownCounter("lockvalidator.waits", () => (long)_checker.WaitsOfAllFlows().Count, "{flow}", "Flows that wait now: those that hold something or, with a stall limit, all.");
        Gauge("lockvalidator.flows", "{flow}", "Threads and other flows that have taken locks and are alive.", static s => s.Flows);
        Gauge("lockvalidator.memory", "By", "What the checker keeps in memory: an estimate.", static s => s.Memory.Total);
        if (checker.Options.MeasureTimes || checker.Options.HoldTimeLimit is not null)
        {
            _measuring = checker.AddTimesListener(new TimesRecorder(_meter));
            _meter.CreateObservableCounter("lockvalidator.lock.acquisitions", () => ByClass(static t => t.Acquisitions), "{acquisition}", "How often locks of a class were taken.");
            _meter.CreateObservableCounter("lockvalidator.lock.contentions", () => ByClass(static t => t.Contentions), "{contention}", "How often a lock of a class was not free when it was wanted.");
        }
    }

    /// <summary>Ends the meter.</summary>
    public void Dispose()
    {
        _measuring?.Dispose();
        _meter.Dispose();
    }

    private void Counter(string name, string unit, string description, Func<LockStatistics, long> read) =>
        _meter.CreateObservableCounter(name, () => read(_checker.Statistics), unit, description);

    private void Gauge(string name, string unit, string description, Func<LockStatistics, long> read) =>
        _meter.CreateObservableUpDownCounter(name, () => read(_checker.Statistics), unit, description);

    private IEnumerable<Measurement<long>> ByClass(Func<LockTimes, long> count) => _checker.MeasuredTimes()
        .Select(times => new Measurement<long>(
            count(times),
            new KeyValuePair<string, object?>("class", TextReport.SafeName(times.Name)),
            new KeyValuePair<string, object?>("mode", times.Mode.ToString())));

    private IEnumerable<Measurement<long>> ByKind(Func<LockFinding, long> count) => _findings.All
        .GroupBy(static finding => (finding.Violation.Kind, finding.Violation.Verdict))
        .Select(group => new Measurement<long>(
            group.Sum(count),
            new KeyValuePair<string, object?>("rule", group.Key.Kind.RuleId()),
            new KeyValuePair<string, object?>("kind", group.Key.Kind.ToString()),
            new KeyValuePair<string, object?>("verdict", group.Key.Verdict.ToString())));
}
