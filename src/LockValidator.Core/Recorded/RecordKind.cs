namespace LockValidator;

/// <summary>What a line of a graph file says. The name in the file is the same word in lower case.</summary>
internal enum RecordKind : byte
{
    /// <summary>A string that other lines refer to.</summary>
    Text,

    /// <summary>The run of a process that was recorded, and what it observed.</summary>
    Run,

    /// <summary>A test, a request or a run: see <see cref="ExecutionFrame"/>.</summary>
    Frame,

    /// <summary>Which flows were over before: see <see cref="FlowSegment.Seen"/>.</summary>
    Seen,

    /// <summary>Locks held around what a flow does by who started it: see <see cref="GateCover"/>.</summary>
    Cover,

    /// <summary>A stretch of a flow: see <see cref="FlowSegment"/>.</summary>
    Segment,

    /// <summary>A class with its subclass.</summary>
    Class,

    /// <summary>A place in the program: lines, innermost first.</summary>
    Stack,

    /// <summary>All that was held: see <see cref="HeldGate"/>.</summary>
    Holds,

    /// <summary>That one class was held while another was taken, with the ways in which that was seen.</summary>
    Edge,

    /// <summary>What a run found that cannot be seen in its graph.</summary>
    Finding,

    /// <summary>What the code of a run allows: see <see cref="AllowLockOrderAttribute"/>.</summary>
    Allow,

    /// <summary>Nothing follows.</summary>
    End,
}
