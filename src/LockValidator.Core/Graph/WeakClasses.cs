using System.Runtime.InteropServices;

namespace LockValidator;

/// <summary>The class objects of a graph, by the numbers of their nodes; none is kept alive.</summary>
/// <remarks>
/// For callers that hold the checker's lock. Bare handles, and one finalizer for all: a weak reference for each class would be a finalizable
/// object, and the runtime copies its list of those whole when it grows, 35 ms long at a million.
/// </remarks>
internal sealed class WeakClasses
{
    private readonly ChunkedArray<GCHandle> _handles = new();

    /// <summary>The graph is gone.</summary>
    ~WeakClasses()
    {
        for (int number = 0; number < _handles.Count; number++)
        {
            Remove(number);
        }
    }

    /// <summary>The class of a node; null if nobody can reach it any more.</summary>
    public LockClass? this[int number] => number < _handles.Count && _handles[number] is { IsAllocated: true } handle ? handle.Target as LockClass : null;

    /// <summary>A node that has no class yet gets one.</summary>
    public void Add(int number, LockClass type)
    {
        while (_handles.Count <= number)
        {
            _handles.Add(default);
        }

        _handles[number] = GCHandle.Alloc(type, GCHandleType.Weak);
    }

    /// <summary>A node is removed.</summary>
    public void Remove(int number)
    {
        GCHandle handle = _handles[number];
        _handles[number] = default;
        if (handle.IsAllocated)
        {
            handle.Free();
        }
    }
}
