namespace LockValidator.Tool.Tests.Graphs;

/// <summary>Graph files of runs without threads, in a folder that goes with it. A run is "a b; b c": each part takes its locks in that order.</summary>
internal sealed class GraphFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graphs-");

    public string Folder => _folder.FullName;

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public string Run(string name, string script)
    {
        string path = Path(name + ".lockgraph");
        GraphOf(name, script).Write(path);
        return path;
    }

    public static LockGraph GraphOf(string name, string script)
    {
        var classes = new Dictionary<string, LockMap>(StringComparer.Ordinal);
        using var checker = new LockChecker(new LockCheckerOptions { Execution = name, Places = static place => CodePosition.FromText($"Shop.Step{place} at Shop.cs:{place}", "Shop.Main at Shop.cs:1") });
        var flow = new LockFlow(checker, "main");
        int place = 10;
        foreach (string part in script.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            LockMap[] taken = [.. part.Split(' ').Select(type => classes.TryGetValue(type, out LockMap known) ? known : classes[type] = new LockMap(new LockClass(type)))];
            foreach (LockMap map in taken)
            {
                flow.Place = place++;
                flow.Acquire(in map);
            }

            foreach (LockMap map in taken.Reverse())
            {
                flow.Release(in map);
            }
        }

        return LockGraph.Of(checker);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
