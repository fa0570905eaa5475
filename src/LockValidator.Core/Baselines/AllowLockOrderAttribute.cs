namespace LockValidator;

/// <summary>
/// Says of two lock classes that they may be taken in both orders: the cycle of these two is still listed, with the reason, but nothing
/// fails of it. A larger cycle that contains them is another finding, which is not allowed.
/// </summary>
/// <remarks>
/// For what belongs to the code, as a library's own locks do; what a team has yet to repair stands in the <see cref="LockBaseline"/>.
/// Counts once the assembly is loaded, in the whole process.
/// </remarks>
/// <param name="first">A class, by its stable id or by the name that reports show.</param>
/// <param name="second">The other one; the same one for two locks of one class.</param>
/// <param name="reason">Why that is harmless. Must not be empty: then the attribute does not count.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class AllowLockOrderAttribute(string first, string second, string reason) : Attribute
{
    /// <summary>A class, by its stable id or by the name that reports show.</summary>
    public string First { get; } = first;

    /// <summary>The other one.</summary>
    public string Second { get; } = second;

    /// <summary>Why that is harmless.</summary>
    public string Reason { get; } = reason;

    /// <summary>The last day on which it counts, as <c>2027-01-31</c>, in UTC; null: for ever. One that is no such date counts never.</summary>
    public string? Expires { get; init; }
}
