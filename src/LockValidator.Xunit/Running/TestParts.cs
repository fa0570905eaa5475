using Xunit;

namespace LockValidator;

/// <summary>Tells what a test does from what its class does around each of its tests.</summary>
internal static class TestParts
{
    private static readonly (string Member, string Called)[] s_parts =
    [
        (".ctor", "constructor"),
        (nameof(IAsyncLifetime.InitializeAsync), nameof(IAsyncLifetime.InitializeAsync)),
        (nameof(IAsyncLifetime.DisposeAsync), nameof(IAsyncLifetime.DisposeAsync)),
        (nameof(IDisposable.Dispose), nameof(IDisposable.Dispose)),
    ];

    /// <summary>Names the class, and which of its parts it was, for findings outside of the test's method; empty where there are none.</summary>
    public static string Describe(Type type, IReadOnlyList<Violation> findings)
    {
        string[] parts = findings
            .Where(static finding => finding.Verdict != Verdict.Informational)
            .Select(finding => s_parts.FirstOrDefault(part => finding.Position.Frames.Any(frame => IsOf(type, part.Member, frame))).Called)
            .OfType<string>()
            .Distinct()
            .ToArray();
        return parts.Length == 0 ? "" : $"{TextReport.SafeLine(NameOf(type))}: in its {string.Join(" and ", parts)}, which runs for each of its tests.\n";
    }

    /// <summary>Frames stand as reports show them: the name, then perhaps " at FILE:LINE".</summary>
    private static bool IsOf(Type type, string member, string frame)
    {
        for (Type? at = type; at is not null && at != typeof(object); at = at.BaseType)
        {
            string name = $"{NameOf(at)}.{member}";
            if (frame == name || frame.StartsWith(name + " at ", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As reports have it: dots before nested types, no numbers of type parameters.</summary>
    private static string NameOf(Type type)
    {
        Type open = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return string.Join('.', (open.FullName ?? open.Name).Split('+').Select(static part => part.Split('`')[0]));
    }
}
