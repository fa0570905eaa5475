namespace LockValidator.Conformance.Tests;

/// <summary>The locks of one scenario, by name, with what is declared of them.</summary>
internal sealed class PeerLocks
{
    private readonly Dictionary<string, PeerLock> _locks = [];
    private readonly PeerScenario _scenario;
    private readonly LockChecker _checker;

    public PeerLocks(PeerScenario scenario, LockChecker checker)
    {
        _scenario = scenario;
        _checker = checker;
        var startUninitialised = scenario.Operations.Where(static op => op.Name == "new").Select(static op => op.Target).ToHashSet();
        foreach ((string name, string kind) in scenario.Locks)
        {
            PeerLock added = Add(name, kind);
            if (!startUninitialised.Contains(name))
            {
                Recreate(added);
            }
        }

        foreach ((string from, string to) in scenario.DeclaredEdges)
        {
            checker.DeclareOrder(this[from].Class!, this[to].Class!);
        }
    }

    public IEnumerable<PeerLock> All => _locks.Values;

    public PeerLock this[string name] => _locks.TryGetValue(name, out PeerLock? known) ? known : throw new FormatException($"Lock '{name}' is not known.");

    /// <summary>A lock that a bulk operation makes; it is not listed.</summary>
    public static PeerLock Fresh(string name)
    {
        var fresh = new PeerLock(name, "mutex", reentrant: false);
        fresh.Create();
        return fresh;
    }

    /// <summary>Lists a bulk-made lock, so that later operations can name it.</summary>
    public void Adopt(PeerLock fresh) => _locks.Add(fresh.Name, fresh);

    /// <summary>Begins another life: a new instance of a new class, of the same declared rank.</summary>
    public void Recreate(PeerLock old)
    {
        old.Create();
        if (PeerRank.TryParse(old.Kind, out string family, out int rank))
        {
            _checker.DeclareRank(family, rank, old.Class!);
        }
    }

    /// <summary>Nothing is left of what was learnt of any lock.</summary>
    public void ForgetAll()
    {
        foreach (PeerLock each in All.Where(static each => each.Class is not null))
        {
            _checker.Unregister(each.Class!);
        }
    }

    private PeerLock Add(string name, string kind)
    {
        bool reentrant = kind == "rec" || PeerRank.TryParse(kind, out _, out _) || _scenario.Suite.StartsWith("guava/", StringComparison.Ordinal);
        var added = new PeerLock(name, kind, reentrant);
        _locks.Add(name, added);
        return added;
    }
}
