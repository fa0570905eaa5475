using System.Diagnostics.CodeAnalysis;

namespace LockValidator;

/// <summary>Files that a command is given and that are not what they should be: one clear message, and an exit code of its own.</summary>
internal static class BadInput
{
    /// <summary>Reads what a command needs.</summary>
    /// <returns>False where it cannot be read: then it was said why, with the place.</returns>
    public static bool TryRead<T>(ReplayConsole console, Func<T> read, [NotNullWhen(true)] out T? result)
        where T : class
    {
        T? found = null;
        bool isRead = TryRun(console, () => found = read());
        result = found;
        return isRead && result is not null;
    }

    /// <summary>Does what reads or changes the user's files.</summary>
    /// <returns>False where that cannot be done: then it was said why.</returns>
    public static bool TryRun(ReplayConsole console, Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (Exception failure) when (failure is LockGraphFormatException or BaselineFileException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The lines of a baseline's problems are harmless already.
            console.Error.WriteLine(failure is BaselineFileException ? failure.Message : TextReport.SafeLine(failure.Message));
            return false;
        }
    }
}
