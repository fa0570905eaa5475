namespace LockValidator;

/// <content>Taking a dependency out of the order again.</content>
internal sealed partial class DependencyGraph
{
    /// <summary>Takes a dependency out of the order and keeps it beside it, with what was found.</summary>
    public void Displace(Dependency dependency, Violation finding)
    {
        DependencyKinds kinds = dependency.Kinds;
        Forget(dependency);
        CountEvidence(dependency);
        dependency.Kinds = DependencyKinds.None;
        dependency.Quiet = DependencyKinds.None;
        _dependencies.Add(dependency);
        Refuse(dependency, kinds, finding);
    }
}
