namespace LockValidator;

/// <summary>What few held entries need: counts, pins, the nest lock, the owner for an order function.</summary>
internal sealed class HeldDetail
{
    private List<int>? _pins;

    /// <summary>How many nested acquisitions are counted in the entry; 0 where none was ever merged into it.</summary>
    public int References { get; set; }

    /// <summary>How often the flow took the instance again in the same mode.</summary>
    public int Reentries { get; set; }

    /// <summary>The nest lock; a default value: none.</summary>
    public LockMap Nest { get; init; }

    /// <summary>What the class's order function compares.</summary>
    public object? Owner { get; init; }

    /// <summary>The hold, where flows were started in it; null: none were.</summary>
    public GateHold? Gate { get; set; }

    /// <summary>The cookies of the pins that are out.</summary>
    public List<int> Pins => _pins ??= [];

    public bool HasPins => _pins is { Count: > 0 };

    /// <summary>True where it says no more than that the entry is held once.</summary>
    public bool IsBlank => References == 0 && Reentries == 0 && Nest.Instance == 0 && Owner is null && Gate is null && !HasPins;
}
