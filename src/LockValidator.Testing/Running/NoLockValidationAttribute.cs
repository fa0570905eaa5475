namespace LockValidator;

/// <summary>The locks of this test are not judged, and teach the other tests nothing.</summary>
/// <param name="reason">Why not: for whoever reads the test.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class NoLockValidationAttribute(string reason) : Attribute
{
    /// <summary>Why not.</summary>
    public string Reason { get; } = reason;
}
