namespace LockValidator;

/// <summary>What few held entries need: counts, pins, the nest lock, the owner for an order function.</summary>
internal sealed class HeldDetail
{
    private const ulong InheritedKey = 0x6A09E667F3BCC909;

    /// <summary>How many nested acquisitions are counted in the entry; 0 where none was ever merged into it.</summary>
    public int References { get; set; }

    /// <summary>How often the flow took the instance again in the same mode.</summary>
    public int Reentries { get; set; }

    /// <summary>The nest lock; a default value: none.</summary>
    public LockMap Nest { get; init; }

    /// <summary>What the class's order function compares.</summary>
    public object? Owner { get; init; }

    /// <summary>Held by the flow that forked this one: what is taken on top of it makes inherited dependencies.</summary>
    public bool IsInherited { get; init; }

    /// <summary>What an entry's detail adds to its chain key: a chain that only inherits is another one than that which takes.</summary>
    public static ulong KeyOf(HeldDetail? detail) => detail is { IsInherited: true } ? InheritedKey : 0;

    /// <summary>The cookies of the pins that are out.</summary>
    public List<int> Pins { get; } = [];
}
