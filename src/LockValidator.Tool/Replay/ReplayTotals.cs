namespace LockValidator;

/// <summary>What was observed in all, so that "nothing found" can be told from "nothing seen".</summary>
internal sealed class ReplayTotals
{
    public long Scenarios { get; private set; }

    public long Recordings { get; private set; }

    /// <summary>Scenarios and recordings with at least one finding.</summary>
    public long WithFindings { get; private set; }

    public long Findings { get; private set; }

    public long Repeated { get; private set; }

    public long Acquisitions { get; private set; }

    public long Classes { get; private set; }

    public long Dependencies { get; private set; }

    /// <summary>Failures inside checkers.</summary>
    public long InternalFailures { get; private set; }

    /// <summary>Scenarios that were compared with their own verdict.</summary>
    public long Compared { get; private set; }

    public long Agreed { get; private set; }

    public void Add(ScenarioOutcome outcome)
    {
        Scenarios += outcome.IsRecording ? 0 : 1;
        Recordings += outcome.IsRecording ? 1 : 0;
        WithFindings += outcome.Findings.Count > 0 ? 1 : 0;
        Findings += outcome.Findings.Count;
        Repeated += outcome.Repeated;
        Acquisitions += outcome.Acquisitions;
        Classes += outcome.Classes;
        Dependencies += outcome.Dependencies;
        InternalFailures += outcome.InternalFailures;
    }

    public void AddCompared(bool agrees)
    {
        Compared++;
        Agreed += agrees ? 1 : 0;
    }

    public void Add(ReplayTotals other)
    {
        Scenarios += other.Scenarios;
        Recordings += other.Recordings;
        WithFindings += other.WithFindings;
        Findings += other.Findings;
        Repeated += other.Repeated;
        Acquisitions += other.Acquisitions;
        Classes += other.Classes;
        Dependencies += other.Dependencies;
        InternalFailures += other.InternalFailures;
        Compared += other.Compared;
        Agreed += other.Agreed;
    }
}
