namespace LockValidator;

/// <summary>Which trace format a line is of. The first key of a line tells; where it is unknown, a line is of the kind of the one before.</summary>
internal enum LineKind
{
    /// <summary>Format 1: a whole scenario.</summary>
    Scenario,

    /// <summary>Format 2: one step of a recording.</summary>
    Recording,
}

/// <summary>Tells the kind of a line from its first key.</summary>
internal static class LineKinds
{
    private static readonly HashSet<string> s_recording = ["trace", "op", "flow", "lock", "class", "at", "context", "several", "forget"];
    private static readonly HashSet<string> s_scenario = ["id", "group", "note", "config", "locks", "ops", "expect", "exact", "selftest"];

    public static LineKind Of(ReadOnlySpan<byte> line, LineKind before)
    {
        ReadOnlySpan<byte> key = FirstKey(line);
        Span<char> text = stackalloc char[16];
        if (key.IsEmpty || key.Length > text.Length)
        {
            return before;
        }

        int length = System.Text.Encoding.Latin1.GetChars(key, text);
        if (s_recording.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text[..length]))
        {
            return LineKind.Recording;
        }

        return s_scenario.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text[..length]) ? LineKind.Scenario : before;
    }

    private static ReadOnlySpan<byte> FirstKey(ReadOnlySpan<byte> line)
    {
        line = line.TrimStart(" \t"u8);
        if (line.IsEmpty || line[0] != (byte)'{')
        {
            return default;
        }

        line = line[1..].TrimStart(" \t"u8);
        if (line.IsEmpty || line[0] != (byte)'"')
        {
            return default;
        }

        line = line[1..];
        int end = line.IndexOf((byte)'"');
        return end < 0 ? default : line[..end];
    }
}
