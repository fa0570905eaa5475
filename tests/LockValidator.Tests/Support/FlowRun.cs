namespace LockValidator.Tests;

/// <summary>A checker of a test's own, and flows on it that the test plays one after another or on threads.</summary>
internal sealed class FlowRun(LockCheckerOptions? options = null) : IDisposable
{
    public LockChecker Checker { get; } = new(options);

    public IEnumerable<ViolationKind> Kinds => Checker.Violations.Select(violation => violation.Kind);

    /// <summary>A run in which findings of one kind throw.</summary>
    public static FlowRun Throwing(ViolationKind kind) => new(new LockCheckerOptions
    {
        Policies = new Dictionary<ViolationKind, ViolationPolicy> { [kind] = ViolationPolicy.Throw },
    });

    /// <summary>Plays a flow, from its beginning to its end, on the calling thread.</summary>
    public void As(string flow, Action body)
    {
        var played = new LockFlow(Checker, flow);
        using (played.MakeCurrent())
        {
            body();
        }

        played.End();
    }

    public void Dispose() => Checker.Dispose();
}
