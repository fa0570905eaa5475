using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Layers;

/// <summary>Folders are layers: a file names only types of folders below its own.</summary>
public sealed class LayerTests
{
    // What each folder may name beside its own types. "" is the checker and what stands beside it. The flow is an argument of nearly
    // everything from Held upwards (nothing finds it by itself), and with it its checker: these two are named from below.
    private static readonly Dictionary<string, string[]> s_below = new()
    {
        ["Model"] = [],
        ["Chains"] = ["Model", "Violations"],
        ["Held"] = ["Model", "Chains", "Graph", "Violations", "Flows", ""],
        ["Graph"] = ["Model", "Chains", "Violations"],
        ["Violations"] = ["Baselines", "Model", "Held", "Chains", "Graph", "Rules", "Flows", ""],
        ["Baselines"] = ["Model", "Violations", ""],
        ["Rules"] = ["Baselines", "Model", "Held", "Chains", "Graph", "Violations", "Flows", ""],
        ["Reporting"] = ["Model", "Violations"],
        ["Measuring"] = ["Model", "Violations", "Flows", ""],
        ["Tracing"] = ["Model", "Violations", "Flows", ""],
        ["Live"] = ["Model", "Held", "Graph", "Violations", "Flows", ""],
        ["Flows"] = ["Model", "Held", "Chains", "Graph", "Rules", "Violations", "Tracing", "Measuring", "Live", ""],
        ["Recorded"] = ["Baselines", "Model", "Graph", "Violations", "Rules", ""],
        [""] = ["Baselines", "Model", "Held", "Chains", "Graph", "Rules", "Violations", "Flows", "Tracing", "Measuring", "Live"],
    };

    // Facades and policy, file by file: what they name above their layer, and why.
    private static readonly Dictionary<string, string[]> s_exceptions = new()
    {
        // A policy shows the report.
        ["ViolationDelivery.cs"] = ["TextReport"],
        ["LockScope.cs"] = ["TextReport"],

        // A process leaves its graph behind.
        ["LockChecker.Default.cs"] = ["LockGraphOutput"],

        // Text is made safe in one place.
        ["LockTimesTable.cs"] = ["TextReport"],

        // The annotation API hands on to the flow of the caller, and names its acquisitions for the hot path.
        ["LockMap.Life.cs"] = ["LockFlow", "RunScope", "LockWait", "LockValidation"],
        ["LockMap.cs"] = ["LockFlow", "HotBlock", "LockHold", "AsyncHolds", "LockValidation", "LockViolationException", "ViolationPolicy", "ChainKey", "HeldBits", "HeldEntry"],
        ["LockMap.Known.cs"] = ["HotBlock", "KnownAcquisition", "LockValidation"],
        ["InterruptContext.cs"] = ["LockFlow"],
        ["RunScope.cs"] = ["LockFlow"],

        // Written under a leaf lock of its own.
        ["ChainCache.cs"] = ["InternalGate"],

        // Named for the hot path once for all instances that are used alike.
        ["LockProfile.cs"] = ["ChainKey", "HeldBits", "HeldEntry"],

        // A class carries its part of a chain key.
        ["LockClass.cs"] = ["ChainKey"],
    };

    private static readonly Dictionary<string, string> s_layerOfType = SourceTree.Files(SourceTree.Core)
        .SelectMany(static file => SourceTree.TypesDeclaredIn(file).Select(type => (Type: type, Layer: SourceTree.LayerOf(file))))
        .DistinctBy(static each => each.Type)
        .ToDictionary(static each => each.Type, static each => each.Layer);

    public static TheoryData<string> Files()
    {
        var files = new TheoryData<string>();
        foreach (string file in SourceTree.Files(SourceTree.Core))
        {
            files.Add(Path.GetRelativePath(SourceTree.Core, file));
        }

        return files;
    }

    [Theory, MemberData(nameof(Files))]
    public void A_file_names_only_what_stands_below_it(string file)
    {
        string layer = SourceTree.LayerOf(Path.Combine(SourceTree.Core, file));
        s_below.Should().ContainKey(layer, "each folder has its place");
        string[] allowed = [layer, .. s_below[layer]];
        string[] exceptions = s_exceptions.GetValueOrDefault(Path.GetFileName(file), []);

        IEnumerable<string> above = Named(SourceTree.CodeOf(Path.Combine(SourceTree.Core, file)))
            .Where(type => !allowed.Contains(s_layerOfType[type]) && !exceptions.Contains(type));
        above.Should().BeEmpty("{0} stands in {1}", file, layer);
    }

    [Fact]
    public void Reporting_reads_findings_and_classes_and_nothing_else_reads_reporting()
    {
        s_below["Reporting"].Should().BeEquivalentTo("Model", "Violations");
        s_below.Where(static layer => layer.Key != "Reporting").Should().OnlyContain(static layer => !layer.Value.Contains("Reporting"));
    }

    [Fact]
    public void The_check_sees_the_types()
    {
        s_layerOfType.Should().Contain("LockClass", "Model").And.Contain("OrderRule", "Rules").And.Contain("TextReport", "Reporting")
            .And.Contain("LockChecker", "").And.Contain("HeldEntry", "Held").And.Contain("Surroundings", "Rules");
        Named("x = new OrderGraph(); // y").Should().Equal("OrderGraph");
        Named("a.OrderGraph.Find(b)").Should().BeEmpty("a member is no type");
        Named("private int OrderGraph => 1; int b = OrderGraph;").Should().BeEmpty("nor is one of the file's own");
    }

    [Fact]
    public void No_source_file_is_over_300_lines_without_a_reason_in_its_header()
    {
        IEnumerable<string> files = SourceTree.Files(Path.Combine(SourceTree.Root, "src")).Concat(SourceTree.Files(Path.Combine(SourceTree.Root, "tests")));

        files.Where(static file => File.ReadLines(file).Count() > 300 && !File.ReadLines(file).First().StartsWith("// Over 300 lines: ", StringComparison.Ordinal)).Should().BeEmpty();
    }

    /// <summary>The types that code names: not after a dot, and not where the file declares a member of that name.</summary>
    private static IEnumerable<string> Named(string code) => Regex.Matches(code, @"(?<![\w.])[A-Z]\w*")
        .Select(static match => match.Value)
        .Distinct()
        .Where(word => s_layerOfType.ContainsKey(word) && !DeclaresMember(code, word));

    /// <summary>A method or property of that name, or an enum value.</summary>
    private static bool DeclaresMember(string code, string word) =>
        Regex.IsMatch(code, $@"\b(?!new\b|return\b|class\b|struct\b|record\b|enum\b|else\b|is\b|as\b)\w[\w<>?\[\],]* {word}\s*(\(|=>|\{{)")
        || Regex.IsMatch(code, $@"^\s+{word},\s*$", RegexOptions.Multiline);
}
