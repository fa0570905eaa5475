namespace LockValidator;

/// <summary>On what a dependency rests that was learnt only from instances which may prove to be no locks. Written under the checker's lock.</summary>
internal sealed class DependencyGrounds(Dependency dependency)
{
    private readonly HashSet<(long Held, long Taken)> _pairs = [];

    public Dependency Dependency => dependency;

    /// <summary>Not any more: it was seen on others as well.</summary>
    public bool IsFirm { get; private set; }

    /// <summary>Adds a pair of instances; 0 stands for any that is a lock.</summary>
    public bool Add((long Held, long Taken) pair) => _pairs.Add(pair);

    /// <summary>Whether there is a pair both of whose instances are known to be locks.</summary>
    public bool HasConfirmed(Func<long, bool> isConfirmed) => _pairs.Any(pair => isConfirmed(pair.Held) && isConfirmed(pair.Taken));

    /// <summary>An instance is no lock.</summary>
    /// <returns>True if nothing is left for the dependency to rest on.</returns>
    public bool Remove(long instance) => !IsFirm && _pairs.RemoveWhere(pair => pair.Held == instance || pair.Taken == instance) > 0 && _pairs.Count == 0;

    /// <summary>The dependency was seen on locks that are sure to be some.</summary>
    public void BecomeFirm()
    {
        IsFirm = true;
        if (dependency.Exists && ReferenceEquals(dependency.Grounds, this))
        {
            dependency.Remarks.Grounds = null;
        }
    }
}
