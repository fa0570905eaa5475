using System.CommandLine;
using System.CommandLine.Parsing;

namespace LockValidator;

/// <summary>Options whose value is one of a few names. A number, or two names, is none of them.</summary>
internal static class Choice
{
    /// <summary>An option; what the type's default value says unless it is given.</summary>
    public static Option<T> Option<T>(string name, string description)
        where T : struct, Enum => new(name)
    {
        Description = description,
        CustomParser = result => Parse<T>(name, result),
        DefaultValueFactory = static _ => default,
    };

    private static T Parse<T>(string name, ArgumentResult result)
        where T : struct, Enum
    {
        string given = result.Tokens[0].Value;
        foreach (T each in Enum.GetValues<T>())
        {
            if (string.Equals(each.ToString(), given, StringComparison.OrdinalIgnoreCase))
            {
                return each;
            }
        }

        result.AddError($"{name} must be one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}, not '{given}'.");
        return default;
    }
}
