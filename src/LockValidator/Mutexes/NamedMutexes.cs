using System.Collections.Concurrent;

namespace LockValidator;

/// <summary>The identities of named mutexes: all objects of one name are one mutex, in one class.</summary>
internal static class NamedMutexes
{
    private static readonly ConcurrentDictionary<string, LockMap> s_known = new(StringComparer.Ordinal);

    /// <summary>The identity of a name; the class is that of its first object.</summary>
    public static LockMap Of(string name, LockClass type) => s_known.GetOrAdd(name, static (_, type) => new LockMap(type, reentrant: true), type);
}
