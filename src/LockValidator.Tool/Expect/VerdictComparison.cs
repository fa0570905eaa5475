namespace LockValidator;

/// <summary>Compares what came of a scenario with the verdict that it gives of itself.</summary>
internal static class VerdictComparison
{
    private const int ShownPerList = 8;

    /// <summary>What differs, one line each; empty where they agree.</summary>
    /// <exception cref="ArgumentException">The scenario gives no verdict.</exception>
    public static IReadOnlyList<string> Differences(ScenarioOutcome outcome)
    {
        Expectation expected = outcome.Expected ?? throw new ArgumentException("The scenario gives no verdict.", nameof(outcome));
        IReadOnlyList<VerdictField> got = VerdictFields.OfFirst(outcome.Findings);
        var differences = new List<string>();
        foreach (VerdictField field in expected.Fields)
        {
            int index = IndexOf(got, field.Key);
            if (index < 0 || !got[index].HasSameValue(field))
            {
                differences.Add($"{field.Key}: expected {field.Shown}, got {(index < 0 ? "nothing" : got[index].Shown)}");
            }
        }

        // A verdict of the kernel gives every field of its kind: one that it does not have must not be there.
        if (!expected.IsExact && differences.Count == 0)
        {
            differences.AddRange(got.Where(field => IndexOf(expected.Fields, field.Key) < 0 && field.Key == "cmp")
                .Select(static field => $"{field.Key}: expected nothing, got {field.Shown}"));
        }

        if (differences.Count == 0 && expected.HasState && outcome.State is { } state)
        {
            CompareState(expected, state, differences);
        }

        return differences;
    }

    private static void CompareState(Expectation expected, ObservedState state, List<string> differences)
    {
        if (expected.Usage is { } usage)
        {
            var got = state.Usage.ToDictionary(static pair => pair.Key, static pair => KernelLetters(pair.Value));
            CompareSets("usage", usage.Select(Shown), got.Select(Shown), differences);
        }

        if (expected.Edges is { } edges)
        {
            CompareSets("edges", edges.Select(Shown), state.Edges.Select(Shown), differences);
        }

        if (expected.Held is { } held && !held.SequenceEqual(state.Held))
        {
            differences.Add($"held: expected [{string.Join(", ", held)}], got [{string.Join(", ", state.Held)}]");
        }
    }

    private static void CompareSets(string what, IEnumerable<string> expected, IEnumerable<string> got, List<string> differences)
    {
        var missing = new HashSet<string>(expected);
        var extra = new HashSet<string>(got);
        HashSet<string> common = [.. missing.Intersect(extra)];
        missing.ExceptWith(common);
        extra.ExceptWith(common);
        if (missing.Count > 0)
        {
            differences.Add($"{what}: missing {Shown(missing)}");
        }

        if (extra.Count > 0)
        {
            differences.Add($"{what}: not expected {Shown(extra)}");
        }
    }

    /// <summary>Contexts of the user's own have letters too, after those of the kernel.</summary>
    private static string KernelLetters(string letters) => letters.Length > 4 ? letters[..4] : letters;

    private static string Shown(KeyValuePair<string, string> usage) => $"{usage.Key} {{{usage.Value}}}";

    private static string Shown(ObservedEdge edge) => $"{edge.From} -> {edge.To} ({edge.Kinds})";

    private static string Shown(HashSet<string> items) =>
        string.Join("; ", items.Order(StringComparer.Ordinal).Take(ShownPerList)) + (items.Count > ShownPerList ? "; ..." : "");

    private static int IndexOf(IReadOnlyList<VerdictField> fields, string key)
    {
        for (int i = 0; i < fields.Count; i++)
        {
            if (fields[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }
}
