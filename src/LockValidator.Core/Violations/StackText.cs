using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace LockValidator;

/// <summary>A captured stack as the lines of a report, ours cut away.</summary>
internal static class StackText
{
    public static IReadOnlyList<string> Render(StackTrace stack)
    {
        var lines = new List<string>();
        foreach (StackFrame frame in stack.GetFrames())
        {
            if (Render(frame) is { } line)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed frame only makes the text shorter.")]
    private static string? Render(StackFrame frame)
    {
        if (frame.GetMethod() is not { } method || method.DeclaringType is not { } type || OwnFrames.Contains(type.Assembly))
        {
            return null;
        }

        string name = (type.FullName ?? type.Name).Replace('+', '.') + "." + method.Name;
        return frame.GetFileName() is { Length: > 0 } file
            ? string.Create(CultureInfo.InvariantCulture, $"{name} at {Path.GetFileName(file)}:{frame.GetFileLineNumber()}")
            : name;
    }
}
