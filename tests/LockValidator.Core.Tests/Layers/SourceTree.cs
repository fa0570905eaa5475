using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LockValidator.Core.Tests.Layers;

/// <summary>The source files of Core, as text without comments and strings.</summary>
internal static partial class SourceTree
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    public static string Core { get; } = Path.Combine(Root, "src", "LockValidator.Core");

    /// <summary>Every source file under a folder, without what a build makes.</summary>
    public static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin" or "artifacts"))
        .Order(StringComparer.Ordinal);

    /// <summary>The folder of a file within Core; files at the top are the checker's.</summary>
    public static string LayerOf(string file)
    {
        string relative = Path.GetRelativePath(Core, file);
        return relative.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? relative.Split(Path.DirectorySeparatorChar)[0] : "";
    }

    public static string CodeOf(string file) => Noise().Replace(File.ReadAllText(file), " ");

    public static IEnumerable<string> TypesDeclaredIn(string file) =>
        Declaration().Matches(CodeOf(file)).Select(static match => match.Groups["name"].Value);

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex("""//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'""")]
    private static partial Regex Noise();

    [GeneratedRegex(@"^(?:public|internal)[\w ]*\b(?:class|struct|record struct|record|enum|interface) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();
}
