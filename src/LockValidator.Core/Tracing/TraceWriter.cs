namespace LockValidator;

/// <summary>Skeleton.</summary>
public sealed class TraceWriter : IDisposable
{
#pragma warning disable CS1591, CA1822
    /// <summary>Called by a checker for each operation it is fed, from any thread, one at a time per flow but concurrently between flows.</summary>
    internal void Write(in FlowOperation operation) => throw new NotImplementedException();
    /// <summary>Called by the checker when recording to this writer begins.</summary>
    internal void Begin(LockCheckerOptions options) => throw new NotImplementedException();
    public void Dispose() { }
}
