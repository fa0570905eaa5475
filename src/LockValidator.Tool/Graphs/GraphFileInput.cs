namespace LockValidator;

/// <summary>The graph files that a command is given: files, or folders that have some.</summary>
internal static class GraphFileInput
{
    public const string Extension = ".lockgraph";

    /// <summary>Does something with the union of files; a file that cannot be read is said, with the place in it, and ends the command.</summary>
    /// <returns>What <paramref name="work"/> returned, or <see cref="ExitCodes.BadInput"/>.</returns>
    public static int With(ReplayConsole console, IEnumerable<string> names, Func<LockGraph, int> work) =>
        BadInput.TryRead(console, () => LockGraph.ReadAll(Expand(names)), out LockGraph? graph) ? work(graph) : ExitCodes.BadInput;

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
