using System.Collections.Concurrent;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace LockValidator.Interception;

/// <summary>The tables that the compiler made of the places where captured code takes locks. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CaptureSites
{
    private const int Columns = 8;

    private static readonly object s_gate = new();

    // Both under s_gate. A table stays text until the first lock of its assembly is named.
    private static readonly Dictionary<Assembly, string> s_unread = [];
    private static readonly Dictionary<Assembly, Dictionary<(string File, int Line, int Column), CaptureSite?>> s_read = [];

    // What constructors asked for: once a place.
    private static readonly ConcurrentDictionary<(string File, int Line), string> s_made = new();

    /// <summary>Makes an assembly's table known.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="table">Lines of tab-separated columns: file, line and column of the statement, then the parts of a <see cref="CaptureSite"/>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static void Register(Assembly assembly, string table)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentNullException.ThrowIfNull(table);
        lock (s_gate)
        {
            s_unread[assembly] = table;
        }
    }

    /// <summary>The name of what a lock is made for at a place: the field, property or local that it is assigned to.</summary>
    /// <param name="file">The source file.</param>
    /// <param name="line">The line.</param>
    /// <returns>The name; empty where the compiler saw none, or more than one on the line.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="file"/> is null.</exception>
    public static string NameOfMade(string file, int line) => s_made.GetOrAdd((file, line), static place =>
    {
        lock (s_gate)
        {
            foreach (Assembly assembly in s_unread.Keys)
            {
                s_read[assembly] = Read(s_unread[assembly]);
            }

            s_unread.Clear();

            // The assembly is not known here, and need not be: a file of the same name with a lock on the same line is rare, and then has no name.
            CaptureSite?[] found = [.. s_read.Values.Where(sites => sites.ContainsKey((Path.GetFileName(place.File), place.Line, 0))).Select(sites => sites[(Path.GetFileName(place.File), place.Line, 0)])];
            return found is [{ Origin: CaptureOrigin.Member } only] ? only.ShownName : "";
        }
    });

    /// <summary>What is known of a statement; null where nothing is, or where two locks are taken at one place.</summary>
    internal static CaptureSite? Find(Assembly assembly, string file, int line, int column)
    {
        lock (s_gate)
        {
            if (s_unread.Remove(assembly, out string? table))
            {
                s_read[assembly] = Read(table);
            }

            return s_read.TryGetValue(assembly, out Dictionary<(string, int, int), CaptureSite?>? sites)
                && sites.TryGetValue((Path.GetFileName(file), line, column), out CaptureSite? site) ? site : null;
        }
    }

    private static Dictionary<(string File, int Line, int Column), CaptureSite?> Read(string table)
    {
        var sites = new Dictionary<(string, int, int), CaptureSite?>();
        foreach (string row in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] cells = row.Split('\t');
            if (cells.Length != Columns)
            {
                continue;
            }

            var site = new CaptureSite((CaptureOrigin)Number(cells[3]), cells[4], cells[5], cells[6], Number(cells[7]));
            (string, int, int) place = (cells[0], Number(cells[1]), Number(cells[2]));

            // Two different locks at one place: the place alone cannot tell them apart.
            sites[place] = sites.TryGetValue(place, out CaptureSite? other) && other?.IsSameAs(site) != true ? null : site;
        }

        return sites;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
