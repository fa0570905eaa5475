namespace LockValidator;

/// <summary>Where a command reads and writes: the console, or what a test hands in.</summary>
/// <param name="Input">Standard input.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsErrorTerminal">True where somebody is looking at standard error.</param>
/// <param name="Clock">The clock.</param>
internal sealed record ReplayConsole(Stream Input, TextWriter Output, TextWriter Error, bool IsErrorTerminal, TimeProvider Clock);
