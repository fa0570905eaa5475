namespace LockValidator;

/// <summary>The ways to write findings down.</summary>
internal static class FindingsFormats
{
    public const string Default = "text";

    public static IReadOnlyList<IFindingsFormat> All { get; } = [new TextFindings(), new SarifFindings(), new JUnitFindings(), new GitHubFindings(), new MarkdownFindings()];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(static format => format.Name)];

    public static IFindingsFormat Of(string name) => All.Single(format => format.Name == name);
}
