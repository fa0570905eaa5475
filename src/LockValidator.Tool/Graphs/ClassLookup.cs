namespace LockValidator;

/// <summary>Finds the class that a user means.</summary>
internal static class ClassLookup
{
    private const int MostShown = 10;

    /// <summary>By its name, its stable id, or a part that no other class has; null, and it is said, where that is none or several.</summary>
    public static ClassSnapshot? Find(ReplayConsole console, IReadOnlyList<ClassSnapshot> classes, string wanted)
    {
        foreach (Func<ClassSnapshot, bool> fits in (Func<ClassSnapshot, bool>[])
        [
            type => type.Name == wanted,
            type => type.Label == wanted,
            type => type.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase) || type.Label.Contains(wanted, StringComparison.OrdinalIgnoreCase),
        ])
        {
            List<ClassSnapshot> found = [.. classes.Where(fits)];
            if (found.Count == 1)
            {
                return found[0];
            }

            if (found.Count > 1)
            {
                string names = string.Join(", ", found.Take(MostShown).Select(static type => TextReport.SafeName(type.Name)));
                console.Error.WriteLine($"'{TextReport.SafeName(wanted)}' may be any of {found.Count} classes: {names}{(found.Count > MostShown ? ", ..." : "")}.");
                return null;
            }
        }

        console.Error.WriteLine($"There is no class '{TextReport.SafeName(wanted)}' in the graph.");
        return null;
    }
}
