namespace LockValidator;

/// <summary>Reads graph files block by block.</summary>
internal static class GraphFileReader
{
    private const int FirstLength = 1 << 20;
    private const int LongestLine = 1 << 28;

    /// <summary>The blocks of a file, each made by <paramref name="newBlock"/> and given away.</summary>
    /// <exception cref="LockGraphFormatException">The file is not whole, or no graph.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<GraphBlock> Read(string path, Func<GraphBlock> newBlock)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        var parser = new GraphLineParser(path);
        byte[] buffer = new byte[(int)Math.Clamp(stream.Length + 1, 1 << 12, FirstLength)];
        int start = 0, end = 0;
        GraphBlock block = newBlock();
        block.IsFirst = true;
        while (true)
        {
            if (buffer.AsSpan(start, end - start).IndexOf((byte)'\n') is >= 0 and var length)
            {
                parser.Parse(buffer.AsSpan(start, length), block);
                start += length + 1;
                if (block.IsFull)
                {
                    yield return block;
                    block = newBlock();
                }

                continue;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length)
            {
                if (end >= LongestLine)
                {
                    throw parser.Wrong(1, "A line is too long for a lock graph.");
                }

                Array.Resize(ref buffer, 2 * buffer.Length);
            }

            int read = stream.Read(buffer, end, buffer.Length - end);
            if (read == 0)
            {
                parser.End(buffer.AsSpan(0, end));
                yield return block;
                yield break;
            }

            end += read;
        }
    }
}
