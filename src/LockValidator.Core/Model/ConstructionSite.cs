using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace LockValidator;

/// <summary>A place in the source that makes locks, and how its class is named.</summary>
internal readonly record struct ConstructionSite(LockKind Kind, string? Name, string File, int Line, string Member)
{
    private static readonly ConcurrentDictionary<string, int> s_ordinals = new();

    public LockClass MakeClass()
    {
        (string assembly, string type) = ResolveType();
        string member = $"{assembly}!{(type.Length == 0 ? Path.GetFileNameWithoutExtension(File) : type)}.{Member}";
        int ordinal = s_ordinals.AddOrUpdate(member, 0, static (_, last) => last + 1);
        string shown = Name is { Length: > 0 } ? Name : ShownName(type);
        return LockClass.ForResolvedSite(shown, string.Create(CultureInfo.InvariantCulture, $"{member}#{ordinal}"), Kind);
    }

    /// <summary>A field initializer is known by its field; a constructor or a local needs its line to be told from its neighbours.</summary>
    private string ShownName(string type)
    {
        string owner = type.Length == 0 ? Path.GetFileNameWithoutExtension(File) : TypeName.WithoutArity(type[(type.LastIndexOf('.') + 1)..]);
        string place = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(File)}:{Line}");
        string member = Member.Trim('<', '>', '$');
        return $"{owner}.{member} ({place})";
    }

    /// <summary>The type whose code makes the lock: the first frame that is neither ours nor of the dictionary that called us.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed frame only makes the name shorter.")]
    private static (string Assembly, string Type) ResolveType()
    {
        foreach (StackFrame frame in new StackTrace(1, fNeedFileInfo: false).GetFrames())
        {
            if (frame.GetMethod()?.DeclaringType is { } type && !OwnFrames.Contains(type) && !IsRuntime(type.Assembly))
            {
                // A lambda or an async method lives in a type that the compiler made up inside the author's.
                while (type.Name.StartsWith('<') && type.DeclaringType is { } outer)
                {
                    type = outer;
                }

                return (type.Assembly.GetName().Name ?? "", (type.FullName ?? type.Name).Replace('+', '.'));
            }
        }

        return ("", "");
    }

    /// <summary>The collections and delegates through which our own code is called.</summary>
    private static bool IsRuntime(System.Reflection.Assembly assembly) =>
        assembly == typeof(object).Assembly || assembly == typeof(ConcurrentDictionary<,>).Assembly;
}
