using System.Text.Json;

namespace LockValidator.Conformance.Tests;

/// <summary>One case of <c>peer-scenarios.jsonl</c>: a fact about a public test of another tool, in this project's own encoding.</summary>
internal sealed record PeerScenario
{
    public required string Suite { get; init; }

    public required string Case { get; init; }

    /// <summary>Names and kinds of the locks; each is one instance and a class of its own.</summary>
    public required IReadOnlyList<(string Name, string Kind)> Locks { get; init; }

    public required IReadOnlyList<PeerOperation> Operations { get; init; }

    public required string Expect { get; init; }

    public IReadOnlyList<string>? Path { get; init; }

    public int? Count { get; init; }

    public int? At { get; init; }

    public IReadOnlyList<(string From, string To)> Edges { get; init; } = [];

    public IReadOnlyList<(string From, string To)> NoEdges { get; init; } = [];

    public IReadOnlyList<(string From, string To)> DeclaredEdges { get; init; } = [];

    public string? Verdict { get; init; }

    public string? Raw { get; init; }

    public bool Throws { get; init; }

    public int Iterations { get; init; } = 1;

    /// <summary>Threads that are blocked for ever at the end.</summary>
    public IReadOnlyList<string> Blocked { get; init; } = [];

    public string Name => $"{Suite}/{Case}";

    public static PeerScenario Parse(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        return new PeerScenario
        {
            Suite = root.GetProperty("suite").GetString()!,
            Case = root.GetProperty("case").GetString()!,
            Locks = [.. Strings(root, "locks")!.Select(static text => text.Split(':')).Select(static parts => (parts[0], parts[1]))],
            Operations = [.. root.GetProperty("ops").EnumerateArray().Select(static (op, index) => Operation(op, index))],
            Expect = root.GetProperty("expect").GetString()!,
            Path = Strings(root, "path"),
            Blocked = Strings(root, "blocked") ?? [],
            Count = Number(root, "count"),
            At = Number(root, "at"),
            Edges = Pairs(root, "edges"),
            NoEdges = Pairs(root, "no_edges"),
            DeclaredEdges = Pairs(root, "declared_edges"),
            Verdict = Text(root, "verdict"),
            Raw = Text(root, "raw"),
            Throws = ThrowPolicy(root),
            Iterations = Number(root, "iters") ?? 1,
        };
    }

    private static PeerOperation Operation(JsonElement op, int index)
    {
        string[] parts = [.. op.EnumerateArray().Select(static part => part.GetString()!)];
        return new PeerOperation(index, parts[0], parts[1], parts[2], parts[3]);
    }

    private static bool ThrowPolicy(JsonElement root) => Text(root, "policy") switch
    {
        null => false,
        "throw" => true,
        string other => throw new FormatException($"Policy '{other}' is not known."),
    };

    private static string? Text(JsonElement root, string key) => root.TryGetProperty(key, out JsonElement value) ? value.GetString() : null;

    private static int? Number(JsonElement root, string key) => root.TryGetProperty(key, out JsonElement value) ? value.GetInt32() : null;

    private static IReadOnlyList<string>? Strings(JsonElement root, string key) =>
        root.TryGetProperty(key, out JsonElement value) ? [.. value.EnumerateArray().Select(static item => item.GetString()!)] : null;

    private static IReadOnlyList<(string From, string To)> Pairs(JsonElement root, string key) =>
        root.TryGetProperty(key, out JsonElement value) ? [.. value.EnumerateArray().Select(static pair => (pair[0].GetString()!, pair[1].GetString()!))] : [];
}
