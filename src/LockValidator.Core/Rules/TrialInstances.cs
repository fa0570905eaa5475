namespace LockValidator;

/// <summary>
/// Instances that may turn out to be no locks: semaphores. Orders are learnt from them at once; a finding that rests on one waits until
/// it has been released by its holder for the first time, and falls when it is released by somebody who did not hold it.
/// </summary>
/// <remarks>
/// All members are for callers that hold the checker's lock. Bounded: when there are too many instances, the oldest count as locks for
/// good; that is counted. Source of the rule: docs/design.md, section on semaphores.
/// </remarks>
internal sealed class TrialInstances
{
    private const int Most = 16_384;

    private readonly Dictionary<long, TrialInstance> _instances = [];
    private readonly Queue<long> _oldest = new();
    private readonly List<TrialGrounds> _withheld = [];
    private readonly List<TrialGrounds> _reported = [];

    /// <summary>How many instances were taken for locks for lack of room.</summary>
    public int Drops { get; private set; }

    /// <summary>Notes on what a new dependency rests: on demotable instances alone, or on firm ground.</summary>
    public void Ground(Dependency dependency, Situation s, int index)
    {
        (long Held, long Taken) pair = DemotableOf(s, index);
        if (pair != default)
        {
            dependency.Grounds = [];
            Add(dependency, pair);
            MeetBoth(s, index);
        }
    }

    /// <summary>A dependency that rests on demotable instances is met again: on others of them, or on firm ground.</summary>
    public void Witness(Dependency dependency, Situation s, int index)
    {
        (long Held, long Taken) pair = DemotableOf(s, index);
        if (pair == default)
        {
            dependency.Grounds = null;
        }
        else
        {
            Add(dependency, pair);
            MeetBoth(s, index);
        }
    }

    /// <summary>Whether a finding can be reported now; else it waits.</summary>
    public bool MayReport(TrialGrounds grounds)
    {
        bool ready = IsReady(grounds);
        (ready ? _reported : _withheld).Add(grounds);
        if (ready)
        {
            grounds.Receivers.Clear();
        }

        return ready;
    }

    /// <summary>Whether a finding that is met again still waits; if so, those who met it are told of it in the end, too.</summary>
    public bool IsWithheld(Violation finding, LockScope? receiver)
    {
        if (_withheld.Find(g => g.Finding.Fingerprint == finding.Fingerprint && g.Finding.Verdict == finding.Verdict) is not { } grounds)
        {
            return false;
        }

        if (!grounds.Receivers.Contains(receiver))
        {
            grounds.Receivers.Add(receiver);
        }

        return true;
    }

    /// <summary>An instance takes part in a finding. It may have proved to be a lock already, under this checker or another.</summary>
    public void Meet(long instance, bool isOnTrial)
    {
        TrialInstance known = Require(instance);
        known.IsConfirmed |= !isOnTrial;
    }

    /// <summary>Whether a dependency rests on something that has proved to be a lock.</summary>
    public bool IsProved(Dependency dependency) => dependency.Grounds is null || dependency.Grounds.Any(p => IsConfirmed(p.Held) && IsConfirmed(p.Taken));

    public TrialOutcome Confirm(long instance)
    {
        Require(instance).IsConfirmed = true;
        List<TrialGrounds> ready = _withheld.FindAll(IsReady);
        _withheld.RemoveAll(ready.Contains);
        _reported.AddRange(ready);
        return new TrialOutcome(ready, [], []);
    }

    public TrialOutcome Demote(long instance)
    {
        if (!_instances.Remove(instance, out TrialInstance? known))
        {
            return TrialOutcome.Nothing;
        }

        var groundless = new List<Dependency>();
        foreach (Dependency dependency in known.Dependencies)
        {
            if (dependency.Grounds is { } grounds && grounds.RemoveWhere(p => p.Held == instance || p.Taken == instance) > 0 && grounds.Count == 0)
            {
                groundless.Add(dependency);
            }
        }

        bool Falls(TrialGrounds grounds) => grounds.Instances.Contains(instance) || grounds.Dependencies.Any(groundless.Contains);
        List<TrialGrounds> fallen = _reported.FindAll(Falls);
        _withheld.RemoveAll(Falls);
        _reported.RemoveAll(Falls);
        return new TrialOutcome([], fallen.ConvertAll(static g => g.Finding), groundless);
    }

    private void MeetBoth(Situation s, int index)
    {
        if (s.Acquisition.IsDemotable)
        {
            Meet(s.Acquisition.Instance, s.Acquisition.IsOnTrial);
        }

        if (s.Held[index].Bits.IsDemotable)
        {
            Meet(s.Held[index].Instance, s.Held[index].Bits.IsOnTrial);
        }
    }

    private static (long Held, long Taken) DemotableOf(Situation s, int index) =>
        (s.Held[index].Bits.IsDemotable ? s.Held[index].Instance : 0, s.Acquisition.IsDemotable ? s.Acquisition.Instance : 0);

    private void Add(Dependency dependency, (long Held, long Taken) pair)
    {
        if (!dependency.Grounds!.Add(pair))
        {
            return;
        }

        foreach (long instance in (ReadOnlySpan<long>)[pair.Held, pair.Taken])
        {
            if (instance != 0)
            {
                Require(instance).Dependencies.Add(dependency);
            }
        }
    }

    private bool IsReady(TrialGrounds grounds) =>
        grounds.Instances.All(IsConfirmed) && grounds.Dependencies.All(IsProved);

    private bool IsConfirmed(long instance) => !_instances.TryGetValue(instance, out TrialInstance? known) || known.IsConfirmed;

    private TrialInstance Require(long instance)
    {
        if (_instances.TryGetValue(instance, out TrialInstance? known))
        {
            return known;
        }

        if (_instances.Count >= Most && _oldest.TryDequeue(out long oldest) && _instances.Remove(oldest, out TrialInstance? dropped))
        {
            Drops++;
            foreach (Dependency dependency in dropped.Dependencies)
            {
                dependency.Grounds = null;
            }
        }

        var added = new TrialInstance(instance);
        _instances.Add(instance, added);
        _oldest.Enqueue(instance);
        return added;
    }
}
