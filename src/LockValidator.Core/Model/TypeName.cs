using System.Text.RegularExpressions;

namespace LockValidator;

/// <summary>Names of types as their author wrote them.</summary>
internal static partial class TypeName
{
    /// <summary>A generic type's name without the count of its parameters, which the compiler put there: "Box" of "Box`1".</summary>
    public static string WithoutArity(string name) => name.Contains('`', StringComparison.Ordinal) ? Arity().Replace(name, "") : name;

    [GeneratedRegex("`[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Arity();
}
