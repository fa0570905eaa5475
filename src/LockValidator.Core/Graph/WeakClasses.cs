namespace LockValidator;

/// <summary>Lets go of the class objects of a graph that is gone: one finalizer for the handles of all nodes.</summary>
/// <param name="nodes">The nodes.</param>
/// <remarks>
/// A weak reference for each class would be a finalizable object, and the runtime copies its list of those whole when it grows, 35 ms
/// long at a million.
/// </remarks>
internal sealed class WeakClasses(ChunkedArray<ClassNode?> nodes)
{
    /// <summary>Nobody has the graph any more, and so nobody asks a node of it for its class.</summary>
    ~WeakClasses()
    {
        for (int number = 0; number < nodes.Count; number++)
        {
            nodes[number]?.Leave();
        }
    }
}
