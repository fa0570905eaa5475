namespace LockValidator;

/// <summary>The graph files that a command is given: files, or folders that have some.</summary>
internal static class GraphFileInput
{
    public const string Extension = ".lockgraph";

    /// <summary>Does something with the union of files; a file that cannot be read is said, with the place in it, and ends the command.</summary>
    /// <returns>What <paramref name="work"/> returned, or <see cref="ExitCodes.BadInput"/>.</returns>
    public static int With(ReplayConsole console, IEnumerable<string> names, Func<LockGraph, int> work) =>
        BadInput.TryRead(console, () => Read(names, LockBaseline.Empty), out LockGraph? graph) ? work(graph) : ExitCodes.BadInput;

    /// <summary>The same with what is allowed: classes that the baseline renames have their new names.</summary>
    /// <param name="console">Where it is said that something cannot be read.</param>
    /// <param name="names">Files and folders.</param>
    /// <param name="baseline">The file of what is allowed; null: the usual one, where there is one.</param>
    /// <param name="work">What is done.</param>
    public static int With(ReplayConsole console, IEnumerable<string> names, string? baseline, Func<LockGraph, LockBaseline, int> work) =>
        BadInput.TryRead(console, () => BaselineFile.Read(baseline), out LockBaseline? allowed)
        && BadInput.TryRead(console, () => Read(names, allowed), out LockGraph? graph)
            ? work(graph, allowed)
            : ExitCodes.BadInput;

    /// <summary>Reads graph files and folders of them; classes that the baseline renames have their new names.</summary>
    public static LockGraph Read(IEnumerable<string> names, LockBaseline baseline) => LockGraph.ReadAll(Expand(names), baseline);

    /// <summary>The files that are meant: of a folder all that are in it.</summary>
    /// <exception cref="FileNotFoundException">A folder has none.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> names)
    {
        var files = new List<string>();
        foreach (string name in names)
        {
            if (!Directory.Exists(name))
            {
                files.Add(name);
                continue;
            }

            string[] inside = Directory.GetFiles(name, "*" + Extension);
            Array.Sort(inside, StringComparer.Ordinal);
            files.AddRange(inside.Length > 0 ? inside : throw new FileNotFoundException($"The folder '{name}' has no file that ends in {Extension}."));
        }

        return files;
    }
}
