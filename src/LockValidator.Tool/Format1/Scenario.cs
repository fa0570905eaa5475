namespace LockValidator;

/// <summary>One line of format 1, ready to be replayed. Used again for the next line.</summary>
internal sealed class Scenario
{
    public string Id { get; set; } = "";

    /// <summary>Where it stands, for messages.</summary>
    public string File { get; set; } = "";

    public long Line { get; set; }

    public WaitModel WaitModel { get; set; }

    public bool FairReadersExact { get; set; }

    public List<ScenarioLock> Locks { get; } = [];

    public List<ScenarioOperation> Operations { get; } = [];

    /// <summary>What it says its verdict is; null where that was not asked for, or is not said.</summary>
    public Expectation? Expected { get; set; }

    public void Clear(string file, long line)
    {
        Id = "";
        File = file;
        Line = line;
        WaitModel = WaitModel.RealTime;
        FairReadersExact = false;
        Locks.Clear();
        Operations.Clear();
        Expected = null;
    }
}
