using System.Globalization;

namespace LockValidator;

/// <summary>
/// Writes the graph of <see cref="LockChecker.Default"/> to a file when the process ends or crashes, if the environment variable <c>LOCKVALIDATION_OUT</c> says where.
/// </summary>
/// <remarks>
/// The variable is the path of a file, or a folder (one that exists, or a name that ends in a separator), in which each process gets a file of its own. <c>{pid}</c> and <c>{name}</c> in it
/// are replaced by the number and the name of the process; folders are made. A test host has the folder of the tests as its own: give a whole path. The file is replaced in one step, and whatever goes wrong does not concern the program: it is
/// counted as a failure of the checker (<see cref="LockStatistics.InternalFailures"/>). A process that is killed, or that calls
/// <see cref="Environment.FailFast(string)"/> itself, writes nothing; one that the policy <see cref="ViolationPolicy.FailFast"/> ends does.
/// Safe for use by any number of threads.
/// </remarks>
public static class LockGraphOutput
{
    private const string Variable = "LOCKVALIDATION_OUT";
    private const string Extension = ".lockgraph";

    private static readonly object s_gate = new();
    private static int s_started;

    /// <summary>Where the graph is to be written; null: nowhere. Read once.</summary>
    public static string? Path { get; } = PathOf(Environment.GetEnvironmentVariable(Variable));

    /// <summary>
    /// From here on the graph is written at the end of the process, even if no lock is ever taken: then the file says that nothing was observed. Done by itself when the default checker is
    /// made. Does nothing where <see cref="Path"/> is null or validation is off.
    /// </summary>
    public static void Start()
    {
        if (Path is not null && LockValidation.IsEnabled && Interlocked.Exchange(ref s_started, 1) == 0)
        {
            _ = new EndWriting(static () => Write());
        }
    }

    /// <summary>
    /// From here on the graph of a checker is written to a file when the process ends or crashes, and when the result is disposed: for programs that know from their own
    /// configuration where to. <see cref="Path"/> does not matter for it.
    /// </summary>
    /// <param name="path">A file or folder, as the variable has it.</param>
    /// <param name="checker">The checker.</param>
    /// <returns>What writes the graph, once more if it was written before, and ends this.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or cannot be a path.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IDisposable Start(string path, LockChecker checker)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(checker);
        string whole = PathOf(path)!;
        return new EndWriting(LockValidation.IsEnabled ? () => Write(whole, checker) : static () => { });
    }

    /// <summary>Writes the graph now.</summary>
    /// <returns>The file; null where there is none to write, or it could not be written.</returns>
    public static string? Write() => Path is { } path && LockValidation.IsEnabled ? Write(path, LockChecker.Default) : null;

    private static string? Write(string path, LockChecker checker)
    {
        // One after the other: the later one has seen more.
        lock (s_gate)
        {
            try
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path) ?? path);
                LockGraph.Of(checker).Write(path);
                return path;
            }
#pragma warning disable CA1031 // The program that is watched must not break, whatever it is.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                checker.Failures.Note($"The lock graph could not be written to {path}: {failure.Message}");
                return null;
            }
        }
    }

    internal static string? PathOf(string? variable)
    {
        if (string.IsNullOrWhiteSpace(variable))
        {
            return null;
        }

        string name = System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name is { Length: > 0 } known ? known : "process";
        string path = variable.Trim();
        if (Directory.Exists(path) || System.IO.Path.EndsInDirectorySeparator(path))
        {
            path = System.IO.Path.Combine(path, "{name}-{pid}" + Extension);
        }

        // Whole at once: the program may change its folder.
        return System.IO.Path.GetFullPath(path
            .Replace("{pid}", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{name}", name, StringComparison.Ordinal));
    }
}
