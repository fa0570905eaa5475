namespace LockValidator;

/// <summary>What a report in the kernel layout takes from its surroundings.</summary>
/// <remarks>Immutable and safe for use by any number of threads.</remarks>
public sealed record KernelReportOptions
{
    /// <summary>The third line: which program of which version, as in "7.0.0-rc4 #15 Not tainted". Its default is "LockValidator".</summary>
    public string Identity { get; init; } = "LockValidator";
}
