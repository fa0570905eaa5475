namespace LockValidator;

/// <summary>A cycle that is harmless as far as what was seen tells. Judged again when a witness of one of its dependencies is new.</summary>
internal sealed class OpenCycle(IReadOnlyList<Dependency> path)
{
    /// <summary>Its dependencies, each leading to where the next one starts.</summary>
    public IReadOnlyList<Dependency> Path => path;

    /// <summary>What it came to last.</summary>
    public int Severity { get; set; }

    /// <summary>How it was reported; null where another one was, that looked worse.</summary>
    public Violation? Finding { get; set; }
}
