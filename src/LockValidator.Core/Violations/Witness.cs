namespace LockValidator;

/// <summary>One time that something was seen: by whom and where.</summary>
/// <param name="Flow">The flow of control.</param>
/// <param name="Execution">The test, request, process run or shard.</param>
/// <param name="Position">Where the later lock was taken.</param>
/// <param name="HeldPosition">Where the earlier lock had been taken, as far as known.</param>
public sealed record Witness(string Flow, string Execution, CodePosition Position, CodePosition HeldPosition)
{
    /// <summary>True where the earlier lock was held only because the flow was started by one that held it.</summary>
    public bool Inherited { get; init; }

    /// <summary>True where the order was not seen but declared.</summary>
    public bool Declared { get; init; }
}
