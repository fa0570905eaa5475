namespace LockValidator.Core.Tests.Rules;

/// <summary>Keeps what is reported, known findings included. Safe for use by any number of threads.</summary>
internal sealed class FindingCollector : IViolationReporter
{
    private readonly List<Violation> _all = [];

    public IReadOnlyList<Violation> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }

    public void Report(Violation violation)
    {
        lock (_all)
        {
            _all.Add(violation);
        }
    }
}
