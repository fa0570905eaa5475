namespace LockValidator.Conformance.Tests;

/// <summary>One lock of a scenario: an instance with a class of its own, and another of both each time it is created anew.</summary>
/// <param name="name">Its name in the scenario.</param>
/// <param name="kind">Its kind, as the format names it.</param>
/// <param name="reentrant">True where its holder may take it again.</param>
internal sealed class PeerLock(string name, string kind, bool reentrant)
{
    // A field, since operations on the life of a lock change the struct in place.
#pragma warning disable CA1051, SA1401
    public LockMap Map;
#pragma warning restore CA1051, SA1401

    private int _lives;

    public string Name { get; } = name;

    public string Kind { get; } = kind;

    /// <summary>The class of its present life; null before the first.</summary>
    public LockClass? Class { get; private set; }

    /// <summary>What classes of former lives were called: none of them may be left in the graph.</summary>
    public List<string> FormerClasses { get; } = [];

    /// <summary>A class that nobody has seen, for a life that begins.</summary>
    public LockClass NewClass()
    {
        if (Class is { } former)
        {
            FormerClasses.Add(former.Name);
        }

        _lives++;
        return Class = new LockClass(_lives == 1 ? Name : $"{Name} (life {_lives})", LockKindOf(Kind));
    }

    public void Create() => Map = new LockMap(NewClass(), reentrant);

    private static LockKind LockKindOf(string kind) => kind switch
    {
        "mutex" or "rec" or "lazy" => LockKind.Sleeping,
        "spin" => LockKind.RawSpin,
        "rw" => LockKind.ReaderWriter,
        "channel" => LockKind.Wait,
        _ when PeerRank.TryParse(kind, out _, out _) => LockKind.ReaderWriter,
        _ => throw new FormatException($"Lock kind '{kind}' is not known."),
    };
}
