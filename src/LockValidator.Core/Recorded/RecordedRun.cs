namespace LockValidator;

/// <summary>One run of a process that is in a graph.</summary>
internal struct RecordedRun
{
    public int Id;
    public int Name;
    public long Acquisitions;
    public long Chains;
    public WaitModel WaitModel;
}
