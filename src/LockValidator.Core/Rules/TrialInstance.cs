namespace LockValidator;

/// <summary>One demotable instance: whether it has proved to be a lock, and the dependencies that rest on it.</summary>
internal sealed class TrialInstance(long number)
{
    public long Number { get; } = number;

    public bool IsConfirmed { get; set; }

    public List<DependencyGrounds> Dependencies { get; } = [];
}
