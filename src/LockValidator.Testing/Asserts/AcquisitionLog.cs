namespace LockValidator;

/// <summary>Writes down which locks a scope takes, in order: <c>LockScope.Begin(observer: log)</c>.</summary>
/// <remarks>Safe for use by any number of threads.</remarks>
public sealed class AcquisitionLog : ILockObserver
{
    // Under itself.
    private readonly List<string> _taken = [];

    /// <summary>The names of the classes, in the order in which they were taken.</summary>
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
                _taken.Add(options.Subclass == 0 ? type.Name : $"{type.Name}/{options.Subclass}");
            }
        }
    }

    /// <inheritdoc/>
    public void Released(in LockMap map)
    {
    }

    /// <summary>Why what was taken does not have the named locks in this order; null if it does. Other locks may stand in between.</summary>
    /// <param name="order">The names.</param>
    /// <returns>A sentence without its end.</returns>
    public string? WhyNotInOrder(IReadOnlyList<string> order)
    {
        ArgumentNullException.ThrowIfNull(order);
        IReadOnlyList<string> taken = Taken;
        int next = 0;
        foreach (string name in taken)
        {
            if (next < order.Count && name == order[next])
            {
                next++;
            }
        }

        return next == order.Count ? null
            : taken.Count == 0 ? "it took no lock at all"
            : taken.Contains(order[next]) ? $"it took {string.Join(", ", taken.Select(TextReport.SafeName))}"
            : $"it never took {order[next]} (it took {string.Join(", ", taken.Select(TextReport.SafeName))})";
    }
}
