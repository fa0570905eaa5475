namespace LockValidator;

/// <summary>The dependencies that start, or end, at one class, in the order in which they were first seen. Written under the checker's lock.</summary>
/// <remarks>A mutable struct, kept in a field of its class: a list of its own for each would take as much room as what stands in it.</remarks>
internal struct DependencyList
{
    private readonly bool _outgoing;
    private Dependency? _first;
    private Dependency? _last;

    public DependencyList(bool outgoing) => _outgoing = outgoing;

    public void Add(Dependency dependency)
    {
        if (_last is null)
        {
            _first = dependency;
        }
        else
        {
            SetNext(_last, dependency);
        }

        _last = dependency;
    }

    public void Remove(Dependency dependency)
    {
        Dependency? before = null;
        for (Dependency? each = _first; each is not null; before = each, each = NextOf(each))
        {
            if (!ReferenceEquals(each, dependency))
            {
                continue;
            }

            Dependency? next = NextOf(each);
            if (before is null)
            {
                _first = next;
            }
            else
            {
                SetNext(before, next);
            }

            _last = next is null ? before : _last;
            SetNext(dependency, null);
            return;
        }
    }

    /// <summary>Allocates nothing; the list must not change meanwhile.</summary>
    public readonly Enumerator GetEnumerator() => new(_first, _outgoing);

    public readonly Dependency[] ToArray()
    {
        var all = new List<Dependency>();
        foreach (Dependency each in this)
        {
            all.Add(each);
        }

        return [.. all];
    }

    private readonly Dependency? NextOf(Dependency dependency) => _outgoing ? dependency.NextOut : dependency.NextIn;

    private readonly void SetNext(Dependency dependency, Dependency? next)
    {
        if (_outgoing)
        {
            dependency.NextOut = next;
        }
        else
        {
            dependency.NextIn = next;
        }
    }

    public struct Enumerator(Dependency? first, bool outgoing)
    {
        private Dependency? _next = first;

        public Dependency Current { get; private set; } = null!;

        public bool MoveNext()
        {
            if (_next is not { } current)
            {
                return false;
            }

            Current = current;
            _next = outgoing ? current.NextOut : current.NextIn;
            return true;
        }
    }
}
