namespace LockValidator;

/// <summary>What a report says of one finding, in both layouts. The sections around it are the same for every kind.</summary>
internal sealed record Wording
{
    /// <summary>The first words of a report where it has not happened: "possible deadlock".</summary>
    public required string Danger { get; init; }

    /// <summary>The first words where it has: "deadlock".</summary>
    public required string Fact { get; init; }

    /// <summary>What happened, in one clause.</summary>
    public required string What { get; init; }

    /// <summary>The heading of the kernel layout, where the words of the kind's own are known: "Recursive locking".</summary>
    public required string Title { get; init; }

    /// <summary>What the operation contradicts. One label and value a line; an empty label continues the one before.</summary>
    public IReadOnlyList<(string Label, string Value)> Rule { get; init; } = [];

    /// <summary>What to do, one sentence a line.</summary>
    public required IReadOnlyList<string> Advice { get; init; }

    /// <summary>Whether the finding rests on the usage letters.</summary>
    public bool ShowsUsage { get; init; }

    /// <summary>Whether the finding rests on the levels <c>{outer:inner}</c>.</summary>
    public bool ShowsLevels { get; init; }

    /// <summary>The clause with the words for its verdict: what has not happened is never told as if it had.</summary>
    public string Headline(Verdict verdict) => verdict switch
    {
        Verdict.Certain => $"{Fact}: {What}",
        Verdict.ObservedLive => $"{Fact} now: {What}",
        Verdict.Informational => $"no danger seen so far: {What}",
        Verdict.GateProtected => $"no danger seen so far, a gate protects it: {What}",
        Verdict.SingleFlow => $"no danger seen so far, one flow alone does it: {What}",
        Verdict.OrderedByStartJoin => $"no danger seen so far, never at one time: {What}",
        Verdict.InstancesDiffer => $"no danger seen so far, never on the same locks: {What}",
        Verdict.InheritedOnly => $"no danger seen so far, an inherited lock only: {What}",
        _ => $"{Danger}: {What}",
    };
}
