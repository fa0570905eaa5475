using System.Diagnostics;
#if !NET9_0_OR_GREATER
using System.Diagnostics.CodeAnalysis;
#endif

namespace LockValidator;

/// <summary>The method of a stack frame, by its names: all that a report needs, and all that there is where reflection was trimmed away.</summary>
/// <param name="Assembly">The simple name of its assembly.</param>
/// <param name="Type">The full name of its type; <c>+</c> before a nested one.</param>
/// <param name="Name">Its own name.</param>
internal sealed record FrameMethod(string Assembly, string Type, string Name)
{
    private static readonly string s_runtime = typeof(object).Assembly.GetName().Name ?? "";

    public bool IsOwn => OwnFrames.Contains(Assembly, Type);

    /// <summary>How a thread or a task comes to run user code says nothing of the locks.</summary>
    public bool IsPlumbing
    {
        get
        {
            string outer = Type.Split('+')[0];
            int dot = outer.LastIndexOf('.');
            return Assembly == s_runtime && dot > 0 && outer[..dot] is "System.Threading" or "System.Threading.Tasks" or "System.Runtime.CompilerServices";
        }
    }

    /// <summary>Lambdas, local functions and async methods are compiled into members with made-up names: the name between the brackets is the author's.</summary>
    public string ShownName
    {
        get
        {
            string member = Name;
            List<string> owners = [.. Type.Split('+')];
            bool lambda = false;
            while (owners.Count > 1 && owners[^1].StartsWith('<'))
            {
                if (Between(owners[^1]) is { Length: > 0 } asyncMethod)
                {
                    member = asyncMethod;
                }

                owners.RemoveAt(owners.Count - 1);
            }

            if (Between(member) is { Length: > 0 } written)
            {
                lambda = member.Contains(">b__", StringComparison.Ordinal);
                int local = member.IndexOf(">g__", StringComparison.Ordinal);
                int bar = member.IndexOf('|', StringComparison.Ordinal);
                member = local > 0 && bar > local ? $"{written}.{member[(local + 4)..bar]}" : written;
            }

            string full = TypeName.WithoutArity(string.Join('.', owners)) + "." + member;
            return lambda ? full + " (lambda)" : full;
        }
    }

#if NET9_0_OR_GREATER
    /// <summary>Null where nothing is known of it, or it is no method of a type.</summary>
    public static FrameMethod? Of(StackFrame frame) =>
        DiagnosticMethodInfo.Create(frame) is { DeclaringTypeName: { } type } method
            ? new FrameMethod((method.DeclaringAssemblyName ?? "").Split(',')[0], type, method.Name)
            : null;
#else
    /// <summary>Null where nothing is known of it, or it is no method of a type.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed frame only makes the text shorter.")]
    public static FrameMethod? Of(StackFrame frame) =>
        frame.GetMethod() is { DeclaringType: { } type } method
            ? new FrameMethod(type.Assembly.GetName().Name ?? "", type.FullName ?? type.Name, method.Name)
            : null;
#endif

    /// <summary>The author's name within a made-up one: "Name" of "&lt;Name&gt;b__0", also where it is made up itself, as that of top-level statements.</summary>
    private static string? Between(string name)
    {
        string inner = name.TrimStart('<');
        int end = inner.IndexOf('>', StringComparison.Ordinal);
        return name.StartsWith('<') && end > 0 ? inner[..end] : null;
    }
}
