namespace LockValidator;

/// <summary>What <c>replay</c> was asked for.</summary>
internal sealed record ReplayOptions
{
    public const int DefaultMaxLine = 16 * 1024 * 1024;

    /// <summary>The files; "-" is standard input.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>True: one JSON object for each scenario. False: text.</summary>
    public bool Json { get; init; }

    /// <summary>True: findings in the layout of kernel reports.</summary>
    public bool KernelLayout { get; init; }

    /// <summary>True: usage, edges, held and chains too.</summary>
    public bool State { get; init; }

    /// <summary>True: compare with each scenario's own verdict.</summary>
    public bool Expect { get; init; }

    /// <summary>The longest line, in bytes.</summary>
    public int MaxLine { get; init; } = DefaultMaxLine;

    /// <summary>How many scenarios are replayed at a time.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}
