using System.Collections.Concurrent;

namespace LockValidator;

/// <summary>What is allowed for one checker and the scopes in it: marks findings, and remembers what was of use.</summary>
/// <remarks>Safe for use by any number of threads, also under the checker's lock: runs no code of the program's but its clock.</remarks>
/// <param name="baseline">The reviewed file.</param>
/// <param name="clock">The clock.</param>
/// <param name="recorded">What recorded runs allowed in their code; null: the runs are this process, and its assemblies are asked.</param>
internal sealed class Allowances(LockBaseline baseline, TimeProvider clock, IReadOnlyList<LockAllowance>? recorded = null)
{
    private readonly ConcurrentDictionary<LockAllowance, bool> _used = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether there is anything to look for.</summary>
    public bool IsEmpty => baseline.Allowances.Count == 0 && InCode.Count == 0;

    /// <summary>Entries of the file that no finding was about so far, and those whose day is over.</summary>
    public IReadOnlyList<LockAllowance> Stale => [.. baseline.Allowances.Where(each => !_used.ContainsKey(each) || !each.CountsOn(Today))];

    private IReadOnlyList<LockAllowance> InCode => recorded ?? CodeAllowances.All;

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public IReadOnlyList<Violation> Mark(IReadOnlyList<Violation> findings) => IsEmpty || findings.Count == 0 ? findings : [.. findings.Select(Mark)];

    /// <summary>The finding with what is said of it now; the same one where that is what it says already.</summary>
    public Violation Mark(Violation finding)
    {
        if (IsEmpty)
        {
            return finding;
        }

        DateOnly today = Today;
        string? allowed = null;
        DateOnly? expired = null;
        foreach (LockAllowance each in All().Where(each => each.Matches(finding)))
        {
            _used.TryAdd(each, true);
            if (each.CountsOn(today))
            {
                (allowed, expired) = (each.Reason, null);
                break;
            }

            expired = expired is { } later && later > each.Expires ? later : each.Expires;
        }

        // What was allowed when it was made and is not any more is told as if it were made now.
        bool isOver = finding.Allowed is not null && allowed is null;
        return finding.Allowed == allowed && finding.Expired == expired ? finding : finding with { Allowed = allowed, Expired = expired, Known = finding.Known && !isOver };
    }

    /// <summary>Whether a cycle of these classes is allowed today.</summary>
    public bool Allows(ViolationKind kind, IReadOnlyList<ClassSnapshot> cycle)
    {
        DateOnly today = Today;
        return All().Any(each => each.CountsOn(today) && each.Matches(kind, cycle));
    }

    private IEnumerable<LockAllowance> All() => baseline.Allowances.Concat(InCode);
}
