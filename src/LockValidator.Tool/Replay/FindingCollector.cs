namespace LockValidator;

/// <summary>Keeps what a checker finds during one replay. Used by one thread.</summary>
internal sealed class FindingCollector : IViolationReporter
{
    private readonly List<Finding> _findings = [];

    /// <summary>The number of the operation that is being played.</summary>
    public long Operation { get; set; }

    /// <summary>The findings in their order, each cause once.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>How often the cause of a known finding was met again.</summary>
    public long Repeated { get; private set; }

    public void Report(Violation violation)
    {
        if (violation.Known)
        {
            Repeated++;
        }
        else
        {
            _findings.Add(new Finding(violation, Operation));
        }
    }
}
