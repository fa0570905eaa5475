using LockValidator.Core.Tests.Verdicts;

namespace LockValidator.Core.Tests.Recorded;

/// <summary>Graphs for tests, and their files.</summary>
internal static class GraphFiles
{
    /// <summary>The graph of a run without threads.</summary>
    public static LockGraph Of(string script)
    {
        using Play play = new Play().Do(script);
        return LockGraph.Of(play.Checker);
    }

    /// <summary>The graph of a run that is not always the same.</summary>
    public static LockGraph Random(int seed, int steps = 20)
    {
        var random = new Random(seed);
        using Play play = new Play().Make(RandomSteps.Locks);
        for (int i = 0; i < steps; i++)
        {
            play.Do(RandomSteps.Step(random));
        }

        return LockGraph.Of(play.Checker);
    }

    /// <summary>What its file holds.</summary>
    public static byte[] BytesOf(LockGraph graph)
    {
        using var file = new TemporaryFile();
        graph.Write(file.Path);
        return File.ReadAllBytes(file.Path);
    }

    /// <summary>The lines of its file without their checksums: what is to be compared where two files should be the same.</summary>
    public static string TextOf(LockGraph graph) => string.Join('\n', System.Text.Encoding.UTF8.GetString(BytesOf(graph)).Split('\n').Select(static line => line.Split(",\"c\":")[0]));

    public static LockGraph Read(byte[] bytes)
    {
        using var file = new TemporaryFile();
        File.WriteAllBytes(file.Path, bytes);
        return LockGraph.Read(file.Path);
    }
}
