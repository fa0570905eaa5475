namespace LockValidator;

/// <summary>One way to write findings down.</summary>
internal interface IFindingsFormat
{
    /// <summary>What the command line calls it.</summary>
    string Name { get; }

    void Write(GraphFindings findings, TextWriter output);
}
