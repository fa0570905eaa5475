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

    // The line of a place in the code, once it has been worked out; empty for a frame that is cut. To look up file and line, and to put
    // the text together, costs more than the stack itself. Not for collectible code: its handles come to mean other methods.
    private static readonly ConcurrentDictionary<(IntPtr Method, int Offset, bool WithLine), string> s_places = new();

    /// <summary>The calling thread's stack: names are resolved, and source lines read, only for places that were not met before.</summary>
    public static IReadOnlyList<string> Capture(StackMode mode)
    {
        bool withLines = mode != StackMode.Methods;
        int most = mode == StackMode.Caller ? 1 : MostFrames;
        return Known(new StackTrace(1, fNeedFileInfo: false), withLines, most) ?? Render(new StackTrace(1, withLines), withLines, most);
    }

    /// <summary>The lines of a stack all whose places are known; else null.</summary>
    private static string[]? Known(StackTrace stack, bool withLines, int most)
    {
        var lines = new List<string>(most);
        for (int i = 0; i < stack.FrameCount && lines.Count < most; i++)
        {
            if (!s_places.TryGetValue(PlaceOf(stack.GetFrame(i)!, withLines), out string? line))
            {
                return null;
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }
        }

        return [.. lines];
    }

    private static string[] Render(StackTrace stack, bool withLines, int most)
    {
        var lines = new List<string>(most);
        for (int i = 0; i < stack.FrameCount && lines.Count < most; i++)
        {
            StackFrame frame = stack.GetFrame(i)!;
            string line = Render(frame) ?? "";
            line = s_lines.GetOrAdd(line, line);
            if (PlaceOf(frame, withLines) is { Method: not 0 } place)
            {
                s_places.TryAdd(place, line);
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }
        }

        return [.. lines];
    }

    /// <summary>A default value where a place cannot be told by numbers.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only compared; a method that was trimmed away is on no stack.")]
    private static (IntPtr Method, int Offset, bool WithLine) PlaceOf(StackFrame frame, bool withLines) =>
        frame.GetMethod() is { DeclaringType.Assembly.IsCollectible: false } method ? (method.MethodHandle.Value, frame.GetILOffset(), withLines) : default;

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

    private static string? Render(StackFrame frame)
    {
        if (FrameMethod.Of(frame) is not { } method || method.IsOwn || method.IsPlumbing)
        {
            return null;
        }

        string name = method.ShownName;
        return frame.GetFileName() is { Length: > 0 } file
            ? string.Create(CultureInfo.InvariantCulture, $"{name} at {Path.GetFileName(file)}:{frame.GetFileLineNumber()}")
            : name;
    }
}
