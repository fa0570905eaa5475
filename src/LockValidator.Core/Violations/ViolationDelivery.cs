using System.Collections.Immutable;

namespace LockValidator;

/// <summary>Takes findings to policy and reporters, outside every internal lock.</summary>
internal sealed class ViolationDelivery(LockCheckerOptions options, InternalFailures failures)
{
    private readonly InternalGate _gate = new();
    private readonly HashSet<(string Fingerprint, Verdict Verdict, bool FailsBuilds)> _seen = [];

    // All written under _gate; read as they are: immutable.
    private ImmutableList<Violation> _distinct = [];
    private ImmutableList<Violation> _unscoped = [];
    private ImmutableArray<IViolationReporter> _reporters = [.. options.Reporters];
    private ImmutableHashSet<(string Fingerprint, Verdict Verdict)> _retracted = [];

    public IReadOnlyList<Violation> Distinct => Volatile.Read(ref _distinct);

    /// <summary>Those that no scope was told of.</summary>
    public IReadOnlyList<Violation> Unscoped => Volatile.Read(ref _unscoped);

    public int ReporterCount => _reporters.Length;

    /// <summary>Whether a finding has turned out to rest on nothing, and was not made again since.</summary>
    public bool IsRetracted(Violation finding) => Volatile.Read(ref _retracted).Contains((finding.Fingerprint, finding.Verdict));

    /// <summary>Whether a finding that is known already still has an effect, even if nobody is told of it.</summary>
    public bool HasEffect(Violation[] findings) =>
        Array.Exists(findings, finding => PolicyOf(finding) is ViolationPolicy.Throw or ViolationPolicy.FailFast);

    public IDisposable Add(IViolationReporter reporter)
    {
        using (_gate.Enter())
        {
            _reporters = _reporters.Add(reporter);
        }

        return new Removal(this, reporter);
    }

    public void Clear()
    {
        using (_gate.Enter())
        {
            _reporters = [];
        }
    }

    /// <summary>The process is about to be ended by the policy <see cref="ViolationPolicy.FailFast"/>: then nothing else is told of its end.</summary>
    public static event Action? Ending;

    /// <summary>Reports findings, then does what the policy says.</summary>
    /// <param name="findings">The findings, in order.</param>
    /// <param name="mayThrow">Whether the operation can still be refused.</param>
    /// <param name="outer">Whose reporters hear of it as well.</param>
    /// <param name="receiver">The scope that it goes to.</param>
    /// <returns>What is to be thrown; null for nothing.</returns>
    public LockViolationException? Deliver(IReadOnlyList<Violation> findings, bool mayThrow, ViolationDelivery? outer, LockScope? receiver)
    {
        Violation? refused = null;
        foreach (Violation finding in findings)
        {
            ViolationPolicy policy = PolicyOf(finding);
            if (policy == ViolationPolicy.Ignore)
            {
                continue;
            }

            Report(finding.Known ? finding : MarkIfSeen(finding), outer, receiver);
            if (policy == ViolationPolicy.FailFast && finding.FailsBuilds)
            {
                Ending?.Invoke();
                Environment.FailFast(TextReport.Render(finding));
            }

            if (policy == ViolationPolicy.Throw && mayThrow && finding.FailsBuilds)
            {
                refused ??= finding;
            }
        }

        return refused is null ? null : new LockViolationException(refused, TextReport.Render(refused));
    }

    /// <summary>Findings turned out to rest on nothing: they are taken out, and the reporters told.</summary>
    public void Retract(IReadOnlyList<Violation> findings)
    {
        foreach (Violation finding in findings)
        {
            using (_gate.Enter())
            {
                _seen.Remove((finding.Fingerprint, finding.Verdict, true));
                _seen.Remove((finding.Fingerprint, finding.Verdict, false));
                Volatile.Write(ref _retracted, _retracted.Add((finding.Fingerprint, finding.Verdict)));
                Volatile.Write(ref _distinct, Without(_distinct, finding));
                Volatile.Write(ref _unscoped, Without(_unscoped, finding));
            }

            foreach (IViolationReporter reporter in _reporters)
            {
                Tell(reporter, () => reporter.Retract(finding));
            }
        }
    }

    private ViolationPolicy PolicyOf(Violation finding) =>
        options.Policies.TryGetValue(finding.Kind, out ViolationPolicy named) ? named : options.DefaultPolicy;

    private void Tell(IViolationReporter reporter, Action what)
    {
        try
        {
            what();
        }
        catch (ThreadInterruptedException)
        {
            // Meant for the program, not for the reporter that happened to wait.
            Thread.CurrentThread.Interrupt();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            failures.Note($"reporter {reporter.GetType().Name} threw {e.GetType().Name}: {e.Message}");
        }
    }

    private Violation MarkIfSeen(Violation finding)
    {
        using (_gate.Enter())
        {
            if (!_seen.Add((finding.Fingerprint, finding.Verdict, finding.FailsBuilds)))
            {
                return finding with { Known = true };
            }

            Volatile.Write(ref _distinct, _distinct.Add(finding));
            Volatile.Write(ref _retracted, _retracted.Remove((finding.Fingerprint, finding.Verdict)));
            return finding;
        }
    }

    private void Report(Violation finding, ViolationDelivery? outer, LockScope? receiver)
    {
        foreach (IViolationReporter reporter in outer is null ? _reporters : _reporters.Union(outer._reporters))
        {
            Tell(reporter, () => reporter.Report(finding));
        }

        if (!LockScope.Deliver(finding, receiver) && !finding.Known)
        {
            ViolationDelivery owner = outer ?? this;
            using (owner._gate.Enter())
            {
                Volatile.Write(ref owner._unscoped, owner._unscoped.Add(finding));
            }
        }
    }

    private static ImmutableList<Violation> Without(ImmutableList<Violation> list, Violation finding) =>
        list.RemoveAll(v => v.Fingerprint == finding.Fingerprint && v.Verdict == finding.Verdict);

    private sealed class Removal(ViolationDelivery from, IViolationReporter reporter) : IDisposable
    {
        public void Dispose()
        {
            using (from._gate.Enter())
            {
                from._reporters = from._reporters.Remove(reporter);
            }
        }
    }
}
