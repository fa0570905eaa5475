namespace LockValidator;

/// <summary>The figures of one class in one mode. Safe for use by any number of threads.</summary>
internal sealed class ClassTimes(string name, string stableId, LockMode mode)
{
    // As many as make a picture; each costs a stack.
    private const int MostSites = 4;

    // Leaf lock: nothing is called under it.
    private readonly InternalGate _gate = new();

    // Under the gate.
    private readonly DurationCounter _wait = new();
    private readonly DurationCounter _hold = new();
    private readonly List<CodePosition> _sites = [];
    private long _acquisitions;
    private long _reentries;
    private long _contentions;
    private long _failures;
    private long _exceeded;
    private int _maxDepth;

    public string Name { get; } = name;

    public LockMode Mode { get; } = mode;

    public void Taken(int depth)
    {
        using (_gate.Enter())
        {
            _acquisitions++;
            _maxDepth = Math.Max(_maxDepth, depth);
        }
    }

    public void TakenAgain()
    {
        using (_gate.Enter())
        {
            _reentries++;
        }
    }

    /// <summary>True where the place is wanted.</summary>
    public bool Contended()
    {
        using (_gate.Enter())
        {
            _contentions++;
            return _sites.Count < MostSites && _contentions <= 8 * MostSites;
        }
    }

    public void ContendedAt(CodePosition place)
    {
        using (_gate.Enter())
        {
            if (_sites.Count < MostSites && place.Frames.Count > 0 && !_sites.Exists(known => known.Frames[0] == place.Frames[0]))
            {
                _sites.Add(place);
            }
        }
    }

    public void Waited(TimeSpan duration)
    {
        using (_gate.Enter())
        {
            _wait.Add(duration);
        }
    }

    /// <summary>What counted as an acquisition has come to nothing.</summary>
    public void GivenUp()
    {
        using (_gate.Enter())
        {
            _acquisitions--;
            _failures++;
        }
    }

    public void Held(TimeSpan duration, bool tooLong)
    {
        using (_gate.Enter())
        {
            _hold.Add(duration);
            _exceeded += tooLong ? 1 : 0;
        }
    }

    public LockTimes ToFigures()
    {
        using (_gate.Enter())
        {
            return new LockTimes(
                Name, stableId, Mode, _acquisitions, _reentries, _contentions, _failures, _wait.ToSummary(), _hold.ToSummary(), _maxDepth, [.. _sites], _exceeded);
        }
    }
}
