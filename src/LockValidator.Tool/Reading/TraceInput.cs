using System.IO.Compression;

namespace LockValidator;

/// <summary>Opens what the user named: a file, a compressed file, or standard input.</summary>
internal static class TraceInput
{
    /// <summary>The name that stands for standard input.</summary>
    public const string StandardInput = "-";

    private static ReadOnlySpan<byte> GzipMagic => [0x1f, 0x8b];

    /// <summary>What messages call a name.</summary>
    public static string ShownName(string name) => name == StandardInput ? "standard input" : name;

    /// <summary>Opens it, decompressing where the first bytes say so, whatever the name says.</summary>
    /// <exception cref="TraceFormatException">It cannot be opened, or is empty.</exception>
    public static Stream Open(string name, Stream standardInput)
    {
        Stream raw = name == StandardInput ? standardInput : OpenFile(name);
        byte[] head = new byte[GzipMagic.Length];
        int count;
        try
        {
            count = raw.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            raw.Dispose();
            throw new TraceFormatException(ShownName(name), $"cannot be read: {failure.Message}");
        }

        if (count == 0)
        {
            raw.Dispose();
            throw new TraceFormatException(ShownName(name), "is empty, so there is nothing to replay.");
        }

        var whole = new PeekedStream(head, count, raw);
        return head.AsSpan().SequenceEqual(GzipMagic) ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    private static FileStream OpenFile(string name)
    {
        if (Directory.Exists(name))
        {
            throw new TraceFormatException(name, "is a directory, not a trace.");
        }

        try
        {
            return new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TraceFormatException(name, "does not exist.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new TraceFormatException(name, $"cannot be opened: {failure.Message}");
        }
    }
}
