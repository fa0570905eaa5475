namespace LockValidator.Core.Tests.Verdicts;

/// <summary>Random parts of a <see cref="Play"/>, few locks and flows, so that they meet often.</summary>
internal static class RandomSteps
{
    private static readonly string[] s_all = ["a#1", "a#2", "b#1", "b#2", "c", "g#1", "g#2"];

    public static string Locks { get; } = string.Join(' ', s_all);

    /// <summary>One step: a walk, in a test or out of it, a start or a join.</summary>
    public static string Step(Random random) => random.Next(10) switch
    {
        0 => $"{random.Next(1, 3)} starts {random.Next(3, 6)}",
        1 => $"{random.Next(1, 3)} joins {random.Next(3, 6)}",
        2 => InTest(random),
        3 => InTest(random),
        _ => Walk(random),
    };

    private static string InTest(Random random)
    {
        string flow = random.Next(1, 6).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return $"{flow} enters test; {Walk(random, flow)}; {Walk(random, flow)}; {flow} leaves test";
    }

    /// <summary>Locks that one flow takes and releases.</summary>
    public static string Walk(Random random, string? by = null)
    {
        string[] taken = [.. random.GetItems(s_all, 3).DistinctBy(static name => name[0])];
        if (random.Next(2) == 0)
        {
            taken = [.. taken.OrderByDescending(static name => name[0] == 'g')];
        }

        string flow = by ?? (random.Next(6) == 0 ? "pool" : random.Next(1, 6).ToString(System.Globalization.CultureInfo.InvariantCulture));
        string mode = random.Next(4) == 0 ? ":r" : "";
        return $"{flow}: {string.Join(' ', taken.Select(name => "+" + name + mode))} {string.Join(' ', taken.Reverse().Select(static name => "-" + name))}";
    }
}
