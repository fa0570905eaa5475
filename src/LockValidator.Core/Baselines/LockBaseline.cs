namespace LockValidator;

/// <summary>
/// The reviewed file <c>lockvalidator.json</c>: which findings are allowed and why, in which order classes are to be taken, and what classes
/// were called before.
/// </summary>
/// <remarks>Immutable and safe for use by any number of threads. <c>docs/baseline.md</c> describes the file.</remarks>
public sealed class LockBaseline
{
    /// <summary>The environment variable that names the file.</summary>
    public const string Variable = "LOCKVALIDATION_BASELINE";

    /// <summary>What the file is called unless somebody calls it otherwise.</summary>
    public const string UsualFileName = "lockvalidator.json";

    // What a project's property leaves in its runtime configuration: a file beside the program.
    private const string ConfiguredName = "LockValidator.Baseline";

    private static readonly Lazy<LockBaseline> s_default = new(FromEnvironment);

    internal LockBaseline(string file) => File = file;

    /// <summary>Nothing is allowed, nothing declared.</summary>
    public static LockBaseline Empty { get; } = new("");

    /// <summary>
    /// That of the process, read once when it is first asked for: the file named by the environment variable <c>LOCKVALIDATION_BASELINE</c>,
    /// else by the runtime configuration, else <see cref="Empty"/>. A file that cannot be read is an empty baseline with a problem.
    /// </summary>
    public static LockBaseline Default => s_default.Value;

    /// <summary>The file, as it was named; empty where there is none.</summary>
    public string File { get; }

    /// <summary>What is allowed, in the file's order.</summary>
    public IReadOnlyList<LockAllowance> Allowances { get; internal init; } = [];

    /// <summary>Orders in which classes are to be taken, first to last, by the names that <see cref="LockAllowance.Classes"/> has too.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Orders { get; internal init; } = [];

    /// <summary>What classes were called before, with what they are called now. The other lists are in the names of now.</summary>
    public IReadOnlyDictionary<string, string> Renames { get; internal init; } = new Dictionary<string, string>();

    /// <summary>What is wrong with the file; empty where all is well.</summary>
    public IReadOnlyList<BaselineProblem> Problems { get; internal init; } = [];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The baseline, with <see cref="Problems"/> if the file, or something in it, cannot be read.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    public static LockBaseline Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return BaselineReader.Read(System.IO.File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string why = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message;
            return new LockBaseline(path) { Problems = [new BaselineProblem(path, 0, 0, $"the baseline cannot be read, so nothing is allowed: {why}")] };
        }
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">What its problems call it.</param>
    /// <returns>The baseline.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static LockBaseline Parse(string text, string file = UsualFileName)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(file);
        return BaselineReader.Read(System.Text.Encoding.UTF8.GetBytes(text), file);
    }

    /// <summary>What a class is called now.</summary>
    /// <param name="name">What it is called, or was called before.</param>
    /// <returns>Its present name; <paramref name="name"/> itself where nothing is said of it.</returns>
    public string NameOfNow(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Renames.GetValueOrDefault(name, name);
    }

    private static LockBaseline FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } named && named.AsSpan().Trim().Length > 0)
        {
            return Load(named.Trim());
        }

        return AppContext.GetData(ConfiguredName) is string { Length: > 0 } configured ? Load(Path.Combine(AppContext.BaseDirectory, configured)) : Empty;
    }
}
