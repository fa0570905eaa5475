using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;

namespace LockValidator.Interception;

/// <summary>
/// Finds the class of a foreign object that is locked for the first time: by its own type where that is the program's, else by the
/// field that the compiler saw in the statement, else by the place. What was passed as a parameter is named by whoever passed it, so
/// that unrelated locks that go through one helper stay apart.
/// </summary>
internal static class CaptureNames
{
    private static readonly ConcurrentDictionary<(string StableId, LockKind Kind), LockClass> s_classes = new();

    public static LockClass Resolve(object target, LockKind kind, CaptureSite? site)
    {
        if (site is { Origin: CaptureOrigin.Member })
        {
            return OfMember(site, kind);
        }

        var stack = new StackTrace(1, fNeedFileInfo: true);
        return target is Type type ? OfType(type, $"typeof({type.FullName})", stack, kind)
            : IsOfTheProgram(target.GetType()) ? OfType(target.GetType(), ShownType(target.GetType()), stack, kind)
            : OfStack(stack, kind);
    }

    /// <summary>The class of a field or local that the compiler named, where there is no object to look at.</summary>
    public static LockClass OfMember(CaptureSite site, LockKind kind) => OfSite(site, AssemblyOf(new StackTrace(1, fNeedFileInfo: false)), kind);

    private static LockClass OfStack(StackTrace stack, LockKind kind)
    {
        StackFrame? place = null;
        foreach (StackFrame frame in UserFrames(stack))
        {
            place = frame;
            CaptureSite? site = frame.GetFileName() is { } file && TypeOf(frame) is { } holder
                ? CaptureSites.Find(holder.Assembly, file, frame.GetFileLineNumber(), frame.GetFileColumnNumber())
                : null;
            switch (site?.Origin)
            {
                case CaptureOrigin.Parameter:
                    continue;
                case CaptureOrigin.Member:
                    return OfSite(site, TypeOf(frame)!.Assembly, kind);
                default:
                    return OfPlace(frame, kind);
            }
        }

        return OfPlace(place, kind);
    }

    private static LockClass OfSite(CaptureSite site, Assembly? assembly, LockKind kind)
    {
        string owner = site.Owner.Contains('!', StringComparison.Ordinal) ? site.Owner : $"{assembly?.GetName().Name}!{site.Owner}";
        return Make($"{owner}.{site.Member}#0", site.ShownName, kind);
    }

    private static LockClass OfType(Type type, string shown, StackTrace stack, LockKind kind)
    {
        string place = UserFrames(stack).FirstOrDefault() is { } frame ? PlaceOf(frame) : "";
        return Make($"{type.Assembly.GetName().Name}!{shown}", shown + place, kind);
    }

    private static LockClass OfPlace(StackFrame? frame, LockKind kind)
    {
        Type? type = frame is null ? null : TypeOf(frame);
        string method = type is null ? "unknown" : $"{ShownType(type)}.{MethodOf(frame!)}";

        // The offset tells two places of one method apart where no symbol file gives the line.
        string stableId = string.Create(CultureInfo.InvariantCulture, $"{type?.Assembly.GetName().Name}!{type?.FullName}.{MethodOf(frame)}#{frame?.GetILOffset()}");
        return Make(stableId, frame is null ? method : method + PlaceOf(frame), kind);
    }

    private static LockClass Make(string stableId, string name, LockKind kind) =>
        s_classes.GetOrAdd((stableId, kind), static (key, shown) => LockClass.ForResolvedSite(shown, key.StableId, key.Kind), name);

    private static string PlaceOf(StackFrame frame) => frame.GetFileName() is { Length: > 0 } file
        ? string.Create(CultureInfo.InvariantCulture, $" ({Path.GetFileName(file)}:{frame.GetFileLineNumber()})")
        : string.Create(CultureInfo.InvariantCulture, $" (offset {frame.GetILOffset()})");

    private static IEnumerable<StackFrame> UserFrames(StackTrace stack) =>
        stack.GetFrames().Where(static frame => TypeOf(frame) is { } type && IsOfTheProgram(type) && !CaptureFrames.Contains(type));

    private static Assembly? AssemblyOf(StackTrace stack) => UserFrames(stack).Select(TypeOf).FirstOrDefault()?.Assembly;

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed frame only makes the name less precise.")]
    private static Type? TypeOf(StackFrame frame) => frame.GetMethod()?.DeclaringType;

    /// <summary>The author's name of a method: that of a lambda, iterator or async method stands between brackets.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed frame only makes the name less precise.")]
    private static string MethodOf(StackFrame? frame)
    {
        string name = frame?.GetMethod()?.Name ?? "";
        for (Type? type = frame is null ? null : TypeOf(frame); type is not null && !name.StartsWith('<') && type.Name.StartsWith('<'); type = type.DeclaringType)
        {
            name = Between(type.Name) is { Length: > 0 } written ? written : name;
        }

        return Between(name) ?? name;
    }

    private static string? Between(string name)
    {
        string inner = name.TrimStart('<');
        int end = inner.IndexOf('>', StringComparison.Ordinal);
        return name.StartsWith('<') && end > 0 ? inner[..end] : null;
    }

    private static string ShownType(Type type)
    {
        while (type.Name.StartsWith('<') && type.DeclaringType is { } outer)
        {
            type = outer;
        }

        string full = (type.FullName ?? type.Name).Replace('+', '.');
        int arguments = full.IndexOf('[', StringComparison.Ordinal);
        full = arguments > 0 ? full[..arguments] : full;
        return full[(full.LastIndexOf('.') + 1)..];
    }

    /// <summary>A type that the program made for itself names the lock well; that of a framework's list or string does not.</summary>
    private static bool IsOfTheProgram(Type type)
    {
        if (type.IsArray || type.Assembly == typeof(object).Assembly)
        {
            return false;
        }

        string assembly = type.Assembly.GetName().Name ?? "";
        return !assembly.StartsWith("System.", StringComparison.Ordinal) && !assembly.StartsWith("Microsoft.", StringComparison.Ordinal);
    }
}
