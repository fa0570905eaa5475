namespace LockValidator;

/// <summary>Replaces a file in one step: whoever reads it, or whatever kills the writer, there is the old one or the new one. What is no file is written to as it is.</summary>
internal static class AtomicFile
{
    private const int BufferLength = 1 << 16;

    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        if (IsDevice(full))
        {
            using var device = new FileStream(full, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, BufferLength);
            write(device);
            return;
        }

        // A link stays one: what it leads to is replaced.
        if (new FileInfo(full).LinkTarget is not null)
        {
            full = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }

        string folder = Path.GetDirectoryName(full) ?? full;

        // In the same folder: only within one file system a file can be renamed.
        string temporary = Path.Combine(folder, FormattableString.Invariant($".{Path.GetFileName(full)}.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp"));
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferLength))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    /// <summary>The null device, standard output, a pipe that the shell has opened: for whoever may write there, a rename would put a file in their place.</summary>
    private static bool IsDevice(string full) =>
        !OperatingSystem.IsWindows() && full.StartsWith("/dev/", StringComparison.Ordinal) && !full.StartsWith("/dev/shm/", StringComparison.Ordinal);

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What made the writing fail is said; that something is left is its consequence.
        }
    }
}
