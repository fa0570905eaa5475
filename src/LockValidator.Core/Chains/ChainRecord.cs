namespace LockValidator;

/// <summary>What is known of a chain that was validated.</summary>
/// <param name="Position">Where its newest lock was taken when it was first validated.</param>
/// <param name="Findings">What it broke; a dirty chain delivers them again whenever it is walked.</param>
internal sealed record ChainRecord(CodePosition? Position, Violation[] Findings)
{
    public static ChainRecord Clean { get; } = new(null, []);

    public bool IsDirty => Findings.Length > 0;
}
