namespace LockValidator.Tool.Tests;

/// <summary>Findings of a checker of its own, made in this file, to be written in every format.</summary>
internal static class Inversions
{
    /// <summary>Names that a format could take for something else, or that XML cannot say at all.</summary>
    public static IReadOnlyList<string> HostileNames { get; } =
    [
        "plain", "\"quoted\" 'both'", "a\nb", "a\r\n::error::forged", "</failure>]]>&<script>", "\u0000\u0001\u001b[31m\uFFFE", "\u202Eevil\u2066\u200B", "a|b|`c```d`",
        "%0A%25", "a,b:c=d", "\uD800unpaired", new string('x', 10_000), "  ", "äöü 日本語 🔒",
    ];

    public static IReadOnlyList<Violation> Of(string a, string b, LockBaseline? baseline = null) => Run(a, b, baseline).Violations;

    /// <summary>Two tests, each of which takes one order.</summary>
    public static LockChecker Run(string a, string b, LockBaseline? baseline = null)
    {
        var checker = new LockChecker(new LockCheckerOptions { Baseline = baseline ?? LockBaseline.Empty, Execution = "shard " + a });
        var (first, second) = (new LockMap(new LockClass(a)), new LockMap(new LockClass(b)));
        Forward(checker, first, second);
        Backward(checker, first, second);
        return checker;
    }

    /// <summary>One of the orders alone, as a run of its own.</summary>
    public static LockChecker Half(string first, string second, string execution)
    {
        var checker = new LockChecker(new LockCheckerOptions { Baseline = LockBaseline.Empty, Execution = execution });
        Take(new LockFlow(checker, "test"), new LockMap(new LockClass(first)), new LockMap(new LockClass(second)));
        return checker;
    }

    public static GraphFindings Findings(IReadOnlyList<Violation> all, FailOn failOn = FailOn.Possible, string? root = null, IReadOnlyList<LockAllowance>? stale = null, int leftOut = 0) => new()
    {
        All = all,
        Observed = "Observed in 2 runs: 2 lock classes.",
        Stale = stale ?? [],
        LeftOut = leftOut,
        Today = new DateOnly(2026, 11, 30),
        FailOn = failOn,
        Places = new SourcePlaces(root),
    };

    public static string Write(string format, GraphFindings findings)
    {
        using var output = new StringWriter { NewLine = "\n" };
        FindingsFormats.Of(format).Write(findings, output);
        return output.ToString();
    }

    private static void Forward(LockChecker checker, LockMap first, LockMap second) => Take(new LockFlow(checker, "one"), first, second);

    private static void Backward(LockChecker checker, LockMap first, LockMap second) => Take(new LockFlow(checker, "two"), second, first);

    private static void Take(LockFlow flow, LockMap outer, LockMap inner)
    {
        using (flow.MakeCurrent())
        {
            outer.Acquire();
            inner.Acquire();
            inner.Release();
            outer.Release();
        }
    }
}
