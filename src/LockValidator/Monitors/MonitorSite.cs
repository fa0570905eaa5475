using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;

namespace LockValidator;

/// <summary>Where an object was locked first: with the object's type, that is its class.</summary>
/// <remarks>
/// An object that is nothing but a lock (<c>new object()</c>) has no telling type, so its class also has the place from which the
/// locking method was called: locks that pass through one helper stay apart. Splitting too finely hides no inversion of two
/// given objects, since an object keeps its class; merging too coarsely would invent some.
/// </remarks>
internal static class MonitorSite
{
    private static readonly ConcurrentDictionary<(Type Type, MethodBase? Method, int Offset, MethodBase? Caller, int CallerOffset), LockClass> s_classes = new();

    /// <summary>Costs one stack walk, without files and lines but for the first object of a place.</summary>
    public static LockClass ClassFor(object obj)
    {
        Type type = obj.GetType();
        (StackFrame? site, StackFrame? caller) = Find(new StackTrace(1, fNeedFileInfo: false));
        bool isBare = type == typeof(object) || type == typeof(string) || type.IsPrimitive;
        caller = isBare ? caller : null;
        var key = (type, MethodOf(site), site?.GetILOffset() ?? 0, MethodOf(caller), caller?.GetILOffset() ?? 0);
        return s_classes.TryGetValue(key, out LockClass? known) ? known : s_classes.GetOrAdd(key, Make(type, caller is not null));
    }

    private static LockClass Make(Type type, bool withCaller)
    {
        (StackFrame? site, StackFrame? caller) = Find(new StackTrace(2, fNeedFileInfo: true));
        string place = Place(site);
        string member = $"lock({type.Name}) in {NameOf(site)}";
        string name = $"{ShortName(type)} (locked in {place}{(withCaller ? " from " + Place(caller) : "")})";
        return LockClass.ForSite(LockKind.Sleeping, name, site?.GetFileName() ?? "", site?.GetFileLineNumber() ?? 0, member);
    }

    private static (StackFrame? Site, StackFrame? Caller) Find(StackTrace trace)
    {
        for (int i = 0; i < trace.FrameCount; i++)
        {
            if (trace.GetFrame(i) is { } frame && !IsOurs(MethodOf(frame)))
            {
                return (frame, trace.GetFrame(i + 1));
            }
        }

        return (null, null);
    }

    /// <summary>Our assemblies, and a Monitor that stands in the user's own assembly to catch what is written there.</summary>
    private static bool IsOurs(MethodBase? method) =>
        method?.DeclaringType is not { } type ||
        type.Assembly == typeof(MonitorSite).Assembly || type.Assembly == typeof(LockMap).Assembly || type.FullName == "System.Threading.Monitor";

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed frame only makes the name shorter.")]
    private static MethodBase? MethodOf(StackFrame? frame) => frame?.GetMethod();

    private static string Place(StackFrame? frame)
    {
        string file = frame?.GetFileName() is { } path ? string.Create(CultureInfo.InvariantCulture, $", {Path.GetFileName(path)}:{frame.GetFileLineNumber()}") : "";
        return NameOf(frame) + file;
    }

    private static string NameOf(StackFrame? frame) => MethodOf(frame) is { } method ? $"{(method.DeclaringType is { } type ? ShortName(type) + "." : "")}{method.Name}" : "unknown code";

    private static string ShortName(Type type) => type.IsGenericType || type.IsArray ? type.ToString() : type.Name;
}
