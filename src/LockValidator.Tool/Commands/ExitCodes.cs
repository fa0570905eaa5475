namespace LockValidator;

/// <summary>What the process tells who started it.</summary>
internal static class ExitCodes
{
    /// <summary>Nothing found; with <c>--expect</c>: all agree.</summary>
    public const int Clean = 0;

    /// <summary>Something found; with <c>--expect</c>: something disagrees.</summary>
    public const int Findings = 1;

    /// <summary>The input, or the command line, cannot be understood.</summary>
    public const int BadInput = 2;
}
