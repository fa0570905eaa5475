using System.Text.RegularExpressions;

namespace LockValidator;

/// <summary>The one rule by which a name that a test gives means a lock class.</summary>
internal static partial class LockNames
{
    /// <summary>
    /// Whether a class is meant: by the name that reports show, or by that without the <c>#n</c> which they add where several classes have
    /// one name. A nesting level is a part of the name: <c>A</c> is not <c>A/1</c>.
    /// </summary>
    public static bool Match(string shown, string given) => shown == given || WithoutNumber(shown) == given;

    /// <summary>The name as it was given to the lock, with its nesting level.</summary>
    public static string WithoutNumber(string shown) => Number().Replace(shown, "");

    /// <summary>Names in an order, as a message says them.</summary>
    public static string List(IEnumerable<string> names) => string.Join(", ", names.Select(TextReport.SafeName));

    /// <summary>The name of a class with the nesting level that it is taken at, as reports show it.</summary>
    public static string AtLevel(string name, int subclass) => subclass == 0 ? name : $"{name}/{subclass}";

    [GeneratedRegex("#[0-9]+(?=/|$)")]
    private static partial Regex Number();
}
