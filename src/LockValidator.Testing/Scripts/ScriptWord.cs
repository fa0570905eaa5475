namespace LockValidator;

/// <summary>One word of a script; its column is for messages.</summary>
internal sealed record ScriptWord(char Sign, string Name, int Column)
{
    /// <summary>The lock, or the context, that the word is about.</summary>
    public string Lock => Instance.Length == 0 ? Name : $"{Name}#{Instance}";

    public string Instance { get; init; } = "";

    public int Subclass { get; init; }

    public string? Nest { get; init; }

    public LockMode? Mode { get; init; }

    public AcquireKind Kind { get; init; }

    public WaitType Outer { get; init; }

    public bool Unchecked { get; init; }

    public bool Threaded { get; init; }

    public InterruptContext? Context { get; init; }
}
