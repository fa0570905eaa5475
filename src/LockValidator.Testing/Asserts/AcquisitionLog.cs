namespace LockValidator;

/// <summary>Writes down which locks a scope takes, in order: <c>LockScope.Begin(observer: log)</c>.</summary>
/// <remarks>Safe for use by any number of threads.</remarks>
public sealed class AcquisitionLog : ILockObserver
{
    // Both under _taken. The classes of one name, in the order in which they were taken: which "#2" is which.
    private readonly List<string> _taken = [];
    private readonly Dictionary<string, List<LockClass>> _namesakes = new(StringComparer.Ordinal);

    /// <summary>The names of the classes, in the order in which they were taken; with <c>#n</c> where several classes have one name, as in reports.</summary>
    public IReadOnlyList<string> Taken
    {
        get
        {
            lock (_taken)
            {
                return [.. _taken];
            }
        }
    }

    /// <inheritdoc/>
    public void Acquiring(in LockMap map, in AcquireOptions options)
    {
        if (map.Class is { } type)
        {
            lock (_taken)
            {
                _taken.Add(LockNames.AtLevel(NameOf(type), options.Subclass));
            }
        }
    }

    /// <inheritdoc/>
    public void Released(in LockMap map, LockMode? mode)
    {
    }

    /// <summary>Why what was taken does not have the named locks in this order; null if it does. Other locks may stand in between.</summary>
    /// <param name="order">The names, as <see cref="FindingText.IsNamed"/> reads them.</param>
    /// <returns>A sentence without its end.</returns>
    /// <exception cref="ArgumentException">No lock is named: any code would do.</exception>
    public string? WhyNotInOrder(IReadOnlyList<string> order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Count == 0)
        {
            throw new ArgumentException("An order of no locks says nothing: name one at least.", nameof(order));
        }

        IReadOnlyList<string> taken = Taken;
        int next = 0;
        foreach (string name in taken)
        {
            if (next < order.Count && LockNames.Match(name, order[next]))
            {
                next++;
            }
        }

        return next == order.Count ? null
            : taken.Count == 0 ? "it took no lock at all"
            : taken.Any(name => LockNames.Match(name, order[next])) ? $"it took {LockNames.List(taken)}"
            : $"it never took {TextReport.SafeName(order[next])} (it took {LockNames.List(taken)})";
    }

    private string NameOf(LockClass type)
    {
        if (!_namesakes.TryGetValue(type.Name, out List<LockClass>? same))
        {
            _namesakes.Add(type.Name, same = []);
        }

        int at = same.IndexOf(type);
        if (at < 0)
        {
            at = same.Count;
            same.Add(type);
        }

        return at == 0 ? type.Name : $"{type.Name}#{at + 1}";
    }
}
