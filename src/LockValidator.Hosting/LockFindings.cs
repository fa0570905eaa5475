namespace LockValidator;

/// <summary>The distinct findings of a host, counted.</summary>
/// <remarks>Safe for use by any number of threads.</remarks>
public sealed class LockFindings
{
    // Under its own lock, which is taken only here and under which nothing else is.
    private readonly Dictionary<(string Fingerprint, Verdict Verdict, bool IsAllowed), LockFinding> _findings = [];
    private readonly TimeProvider _clock;

    /// <summary>Makes an empty list.</summary>
    /// <param name="clock">The clock; null: the system's.</param>
    public LockFindings(TimeProvider? clock = null) => _clock = clock ?? TimeProvider.System;

    /// <summary>The findings, the oldest first.</summary>
    public IReadOnlyList<LockFinding> All
    {
        get
        {
            lock (_findings)
            {
                return [.. _findings.Values.OrderBy(static finding => finding.First)];
            }
        }
    }

    /// <summary>Counts a finding.</summary>
    /// <param name="violation">The finding.</param>
    /// <param name="isEarly">
    /// Whether it is from the checker's own list, read after the reporter was added: then the reporter may have it, or may be just about to
    /// be told of it by the flow that made it.
    /// </param>
    /// <returns>True where it is new.</returns>
    internal bool Add(Violation violation, bool isEarly = false)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        (string, Verdict, bool) key = (violation.Fingerprint, violation.Verdict, violation.Allowed is not null);
        lock (_findings)
        {
            bool isNew = !_findings.TryGetValue(key, out LockFinding? before);
            if (before is not null && (isEarly || (!violation.Known && ReferenceEquals(before.Violation, violation))))
            {
                // The same event told twice.
                return false;
            }

            _findings[key] = before is null ? new LockFinding(violation, 1, now, now) : before with { Count = before.Count + 1, Last = now };
            return isNew;
        }
    }

    internal bool Remove(Violation violation)
    {
        lock (_findings)
        {
            return _findings.Remove((violation.Fingerprint, violation.Verdict, false)) | _findings.Remove((violation.Fingerprint, violation.Verdict, true));
        }
    }
}
