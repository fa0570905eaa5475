namespace LockValidator;

/// <summary>The figures of all classes that one checker has measured, and who hears of each measurement.</summary>
internal sealed class TimesTable(TimeProvider clock, TimeSpan? limit)
{
    // Leaf lock, but for that of a class's figures.
    private readonly InternalGate _gate = new();

    // Under the gate. Keyed by number: a class that is collected leaves its figures behind.
    private readonly Dictionary<(int Class, int Subclass, LockMode Mode), ClassTimes> _classes = [];

    // Replaced under the gate, read without.
    private volatile ILockTimesListener[] _listeners = [];

    public TimeProvider Clock { get; } = clock;

    /// <summary>What a hold must not exceed; null: no limit.</summary>
    public TimeSpan? Limit { get; } = limit;

    public bool HasListeners => _listeners.Length > 0;

    public ClassTimes Of(LockClass type, int subclass, LockMode mode)
    {
        using (_gate.Enter())
        {
            if (!_classes.TryGetValue((type.Id, subclass, mode), out ClassTimes? times))
            {
                times = new ClassTimes(subclass == 0 ? type.Name : $"{type.Name}/{subclass}", type.StableId, mode);
                _classes.Add((type.Id, subclass, mode), times);
            }

            return times;
        }
    }

    public IReadOnlyList<LockTimes> All()
    {
        ClassTimes[] all;
        using (_gate.Enter())
        {
            all = [.. _classes.Values];
        }

        return [.. all.Select(static times => times.ToFigures())];
    }

    /// <summary>Begins anew. Holds that are open now are counted with those before.</summary>
    public void Clear()
    {
        using (_gate.Enter())
        {
            _classes.Clear();
        }
    }

    public void Add(ILockTimesListener listener)
    {
        using (_gate.Enter())
        {
            _listeners = [.. _listeners, listener];
        }
    }

    public void Remove(ILockTimesListener listener)
    {
        using (_gate.Enter())
        {
            _listeners = [.. _listeners.Where(each => !ReferenceEquals(each, listener))];
        }
    }

    public void Tell(Action<ILockTimesListener> what)
    {
        foreach (ILockTimesListener listener in _listeners)
        {
            what(listener);
        }
    }
}
