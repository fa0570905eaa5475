using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;

namespace LockValidator;

/// <summary>A captured stack as the lines of a report: the program's frames, under the names that its author gave.</summary>
internal static class StackText
{
    // Enough to tell the way to a lock; chains are many, and each keeps its lines.
    private const int MostFrames = 24;

    // Few distinct lines make up many stacks.
    private static readonly ConcurrentDictionary<string, string> s_lines = new();

    public static IReadOnlyList<string> Render(StackTrace stack)
    {
        var lines = new List<string>();
        foreach (StackFrame frame in stack.GetFrames())
        {
            if (lines.Count < MostFrames && Render(frame) is { } line)
            {
                lines.Add(s_lines.GetOrAdd(line, line));
            }
        }

        return lines;
    }

    /// <summary>
    /// In the notification of a change of the execution context: whether the runtime changes it to run something inside what runs on
    /// the thread, rather than to go back.
    /// </summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed frame counts as the runtime's.")]
    public static bool RunsInside()
    {
        Type[] frames = [.. new StackTrace(1, fNeedFileInfo: false).GetFrames()
            .Select(static frame => frame.GetMethod()?.DeclaringType)
            .OfType<Type>()
            .SkipWhile(static type => OwnFrames.Contains(type.Assembly) || IsSwitch(type))];

        // An async method gives back the context of its caller when it returns, at its first await that has to wait; that may have
        // been compiled into the method itself.
        bool isReturn = frames.Length > 0 && (!IsRuntime(frames[0]) || frames[0].Name.EndsWith("MethodBuilderCore", StringComparison.Ordinal) || frames[0].Name.Contains("MethodBuilder`", StringComparison.Ordinal) && !frames[0].Name.Contains("Box", StringComparison.Ordinal));
        return !isReturn && frames.Any(static type => !IsRuntime(type) && !OwnFrames.Contains(type.Assembly));
    }

    /// <summary>What changes the execution context of a thread, and tells of it.</summary>
    public static bool IsSwitch(Type type) => type == typeof(ExecutionContext) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(AsyncLocal<>));

    private static bool IsRuntime(Type type) => type.Assembly == typeof(object).Assembly;

    /// <summary>Whether the innermost frame that is not the runtime's is ours.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed frame counts as the runtime's.")]
    public static bool IsOurOwn()
    {
        // The caller's frames, a callback of the runtime's, are ours and skipped.
        IEnumerable<Assembly> outwards = new StackTrace(1, fNeedFileInfo: false).GetFrames()
            .Select(static frame => frame.GetMethod()?.DeclaringType?.Assembly)
            .OfType<Assembly>()
            .SkipWhile(static assembly => OwnFrames.Contains(assembly));
        return outwards.FirstOrDefault(static assembly => assembly != typeof(object).Assembly) is { } first && OwnFrames.Contains(first);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed frame only makes the text shorter.")]
    private static string? Render(StackFrame frame)
    {
        if (frame.GetMethod() is not { } method || method.DeclaringType is not { } type || OwnFrames.Contains(type) || IsPlumbing(type))
        {
            return null;
        }

        string name = NameOf(method, type);
        return frame.GetFileName() is { Length: > 0 } file
            ? string.Create(CultureInfo.InvariantCulture, $"{name} at {Path.GetFileName(file)}:{frame.GetFileLineNumber()}")
            : name;
    }

    /// <summary>How a thread or a task comes to run user code says nothing of the locks.</summary>
    private static bool IsPlumbing(Type type) =>
        type.Assembly == typeof(object).Assembly && type.Namespace is "System.Threading" or "System.Threading.Tasks" or "System.Runtime.CompilerServices";

    /// <summary>Lambdas, local functions and async methods are compiled into members with made-up names: the name between the brackets is the author's.</summary>
    private static string NameOf(MethodBase method, Type type)
    {
        string member = method.Name;
        Type owner = type;
        bool lambda = false;
        while (owner.Name.StartsWith('<') && owner.DeclaringType is { } outer)
        {
            if (Between(owner.Name) is { Length: > 0 } asyncMethod)
            {
                member = asyncMethod;
            }

            owner = outer;
        }

        if (Between(member) is { Length: > 0 } written)
        {
            lambda = member.Contains(">b__", StringComparison.Ordinal);
            int local = member.IndexOf(">g__", StringComparison.Ordinal);
            int bar = member.IndexOf('|', StringComparison.Ordinal);
            member = local > 0 && bar > local ? $"{written}.{member[(local + 4)..bar]}" : written;
        }

        string full = TypeName.WithoutArity((owner.FullName ?? owner.Name).Replace('+', '.')) + "." + member;
        return lambda ? full + " (lambda)" : full;
    }

    /// <summary>The author's name within a made-up one: "Name" of "&lt;Name&gt;b__0", also where it is made up itself, as that of top-level statements.</summary>
    private static string? Between(string name)
    {
        string inner = name.TrimStart('<');
        int end = inner.IndexOf('>', StringComparison.Ordinal);
        return name.StartsWith('<') && end > 0 ? inner[..end] : null;
    }
}
