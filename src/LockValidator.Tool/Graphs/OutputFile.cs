namespace LockValidator;

/// <summary>A file that a command was told to write.</summary>
internal static class OutputFile
{
    /// <summary>False, and it is said, where it cannot be written.</summary>
    public static bool TryWrite(ReplayConsole console, string path, Action<string> write)
    {
        try
        {
            write(path);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            console.Error.WriteLine(TextReport.SafeLine($"{path} cannot be written: {failure.Message}"));
            return false;
        }
    }
}
