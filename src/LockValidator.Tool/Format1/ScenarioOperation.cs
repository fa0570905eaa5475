namespace LockValidator;

/// <summary>One operation of a scenario.</summary>
internal struct ScenarioOperation
{
    public const int None = -1;

    public ScenarioOperation()
    {
    }

    public ScenarioCode Code { get; set; } = (ScenarioCode)None;

    public int Task { get; set; }

    /// <summary>The symbol of a lock's name; after <see cref="ScenarioParser"/> has resolved it, the lock's place in the list.</summary>
    public int Lock { get; set; } = None;

    /// <summary>As <see cref="Lock"/>.</summary>
    public int Nest { get; set; } = None;

    /// <summary>The symbol of a class.</summary>
    public int Class { get; set; } = None;

    public int Subclass { get; set; }

    public LockMode Mode { get; set; }

    public bool IsTry { get; set; }

    public bool IsUnchecked { get; set; }

    public bool IsThreaded { get; set; }

    /// <summary>Where in the line it begins, and where its lock and its nest lock are named: for messages.</summary>
    public int Position { get; set; }

    public int LockPosition { get; set; }

    public int NestPosition { get; set; }
}
