namespace LockValidator;

/// <summary>How much of the stack is kept with what is new: a new dependency, chain or finding. Nothing is ever captured for what is known.</summary>
public enum StackMode
{
    /// <summary>Nothing: no cost.</summary>
    Off,

    /// <summary>Method names.</summary>
    Methods,

    /// <summary>Method names with file and line.</summary>
    Full,

    /// <summary>Only the place itself: the innermost method of the program, with file and line. The least memory.</summary>
    Caller,
}
