using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace LockValidator;

/// <summary>What the assemblies of the process allow by <see cref="AllowLockOrderAttribute"/>.</summary>
/// <remarks>
/// An assembly is looked at once, on the slow path of whoever comes first and outside of every lock of ours: reading an attribute can load
/// assemblies, which runs code of the program's. Holds no assembly.
/// </remarks>
internal static class CodeAllowances
{
    private static readonly ConcurrentQueue<WeakReference<Assembly>> s_unread = new();

    // Replaced with Interlocked, read with Volatile.
    private static ImmutableList<LockAllowance> s_all = [];
    private static int s_started;

    public static ImmutableList<LockAllowance> All => Volatile.Read(ref s_all);

    /// <summary>Reads what was loaded since.</summary>
    /// <param name="failures">Told of an assembly that cannot be read.</param>
    public static void CatchUp(InternalFailures failures)
    {
        if (Volatile.Read(ref s_started) == 0 && Interlocked.Exchange(ref s_started, 1) == 0)
        {
            AppDomain.CurrentDomain.AssemblyLoad += static (_, e) => s_unread.Enqueue(new WeakReference<Assembly>(e.LoadedAssembly));
            foreach (Assembly loaded in AppDomain.CurrentDomain.GetAssemblies())
            {
                s_unread.Enqueue(new WeakReference<Assembly>(loaded));
            }
        }

        while (!s_unread.IsEmpty && s_unread.TryDequeue(out WeakReference<Assembly>? next))
        {
            if (next.TryGetTarget(out Assembly? assembly))
            {
                Read(assembly, failures);
            }
        }
    }

    /// <returns>Null where the attribute cannot be meant, which is told.</returns>
    internal static LockAllowance? Of(AllowLockOrderAttribute attribute, string assembly, Action<string> tell)
    {
        DateOnly? expires = null;
        if (attribute.Expires is { } text)
        {
            if (!BaselineReader.TryReadDay(text, out DateOnly day))
            {
                tell($"{BaselineProblem.Code}: [AllowLockOrder] of {assembly} expires on '{text}', which is no day such as 2027-01-31: it does not count.");
                return null;
            }

            expires = day;
        }

        if (string.IsNullOrWhiteSpace(attribute.Reason) || string.IsNullOrEmpty(attribute.First) || string.IsNullOrEmpty(attribute.Second))
        {
            tell($"{BaselineProblem.Code}: [AllowLockOrder] of {assembly} names no two classes or gives no reason: it does not count.");
            return null;
        }

        return new LockAllowance
        {
            Reason = attribute.Reason,
            Origin = assembly,
            Classes = attribute.First == attribute.Second ? [attribute.First] : [attribute.First, attribute.Second],
            Expires = expires,
            IsInCode = true,
        };
    }

    private static void Read(Assembly assembly, InternalFailures failures)
    {
        try
        {
            if (!assembly.IsDefined(typeof(AllowLockOrderAttribute)))
            {
                return;
            }

            foreach (AllowLockOrderAttribute attribute in assembly.GetCustomAttributes<AllowLockOrderAttribute>())
            {
                if (Of(attribute, assembly.GetName().Name ?? "an assembly", failures.Say) is { } allowance)
                {
                    ImmutableInterlocked.Update(ref s_all, static (all, one) => all.Add(one), allowance);
                }
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            failures.Note($"the attributes of {assembly.GetName().Name} cannot be read: {e.GetType().Name}: {e.Message}");
        }
    }
}
