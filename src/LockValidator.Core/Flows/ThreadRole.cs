using System.Collections.Concurrent;

namespace LockValidator;

/// <summary>
/// What threads of one name have in common: they do the same. While a role has one thread, what that does no other flow does; "worker 1" and
/// "worker 2" are one role.
/// </summary>
/// <remarks>Safe for use by any number of threads.</remarks>
internal sealed class ThreadRole
{
    // The runtime numbers its threads from this one on, which runs the program's entry point.
    private const int MainThread = 1;

    // Of programs that give each thread a name of its own, no further threads are dedicated: that can only make verdicts worse.
    private const int MostRoles = 1024;

    // Names that the runtime gives: ".NET Long Running Task", which any number of tasks have.
    private const string OfTheRuntime = ".NET ";

    private static readonly ConcurrentDictionary<string, ThreadRole> s_roles = new(StringComparer.Ordinal);

    // What the calling thread has asked for already: it may have several flows, one after another.
    [ThreadStatic]
    private static ThreadRole? t_own;

    private int _threads;

    /// <summary>Several threads have had it.</summary>
    public bool IsShared => Volatile.Read(ref _threads) > 1;

    /// <summary>The calling thread runs a task of the pool inline (<c>RunSynchronously</c>, a parallel loop): another time a pool thread does.</summary>
    public static bool IsOfThePoolNow => Task.CurrentId is not null && TaskScheduler.Current == TaskScheduler.Default;

    /// <summary>The role of the calling thread; null where others of the program may do the same, as those of a pool and those without a name.</summary>
    public static ThreadRole? OfThisThread()
    {
        if (t_own is null && Find(Thread.CurrentThread) is { } role)
        {
            Interlocked.Increment(ref role._threads);
            t_own = role;
        }

        return t_own;
    }

    private static ThreadRole? Find(Thread thread)
    {
        if (thread.IsThreadPoolThread)
        {
            return null;
        }

        if (thread.ManagedThreadId == MainThread)
        {
            return new ThreadRole();
        }

        if (thread.Name is not { Length: > 0 } name || name.StartsWith(OfTheRuntime, StringComparison.Ordinal))
        {
            return null;
        }

        string key = string.Concat(name.Where(static each => !char.IsDigit(each)));
        return s_roles.TryGetValue(key, out ThreadRole? known) ? known
            : s_roles.Count < MostRoles ? s_roles.GetOrAdd(key, static _ => new ThreadRole())
            : null;
    }
}
