using System.Text.Json;

namespace LockValidator;

/// <summary>Checks the lines of one graph file and takes them apart. Whatever it lets through is sound: references point at earlier lines, numbers are in their range.</summary>
internal sealed class GraphLineParser(string path)
{
    private readonly int[] _counts = new int[(int)RecordKind.End + 1];
    private uint _checksum;
    private long _line;

    /// <summary>The last line was there.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>One more line, without its line feed.</summary>
    /// <exception cref="LockGraphFormatException">It is not what a writer of this format wrote.</exception>
    public void Parse(ReadOnlySpan<byte> line, GraphBlock block)
    {
        _line++;
        if (HasEnded)
        {
            throw Wrong(1, "Something follows the line that says that the file is over.");
        }

        if (_line == 1)
        {
            CheckHeader(line);
            CheckSum(line);
            return;
        }

        ReadOnlySpan<byte> body = CheckSum(line);
        int quote = body.StartsWith("{\""u8) ? body[2..].IndexOf((byte)'"') + 2 : 1;
        if (quote < 2 || quote + 1 >= body.Length || body[quote + 1] != ':')
        {
            throw Wrong(1, "A line must be an object that begins with the kind of its record.");
        }

        if (RecordFormat.KindOf(body[2..quote]) is not { } kind)
        {
            // Of a later minor version: whoever knows it reads it.
            return;
        }

        int start = quote + 2;
        switch (kind)
        {
            case RecordKind.Text:
                Text(body, start, block);
                break;
            case RecordKind.Finding or RecordKind.Allow:
                if (kind == RecordKind.Finding && FindingJson.Read(body[start..]) is null)
                {
                    throw Wrong(start + 1, "The finding is not one that this program knows.");
                }

                body[start..].CopyTo(block.TextRoom(body.Length - start));
                block.EndText(kind, body.Length - start);
                break;
            case RecordKind.End:
                CheckEnd(body, start);
                break;
            default:
                Numbers(kind, body, start, block);
                break;
        }

        _counts[(int)kind]++;
    }

    /// <summary>There are no more lines.</summary>
    /// <param name="rest">What stands after the last line feed.</param>
    /// <exception cref="LockGraphFormatException">The file is not whole.</exception>
    public void End(ReadOnlySpan<byte> rest)
    {
        if (_line == 0)
        {
            _line = 1;
            CheckHeader(rest);
        }

        if (rest.Length > 0)
        {
            _line++;
            throw Wrong(rest.Length + 1, "The file is cut off: its last line has no end.");
        }

        if (!HasEnded)
        {
            _line++;
            throw Wrong(1, "The file is cut off: the line that says that it is over is missing.");
        }
    }

    public LockGraphFormatException Wrong(int column, string problem) => new(path, Math.Max(_line, 1), column, problem);

    private void CheckHeader(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith(RecordFormat.Header))
        {
            throw Wrong(1, line.Length == 0 ? "The file is empty, so it is no lock graph." : "The file is no lock graph: it does not begin as one.");
        }

        int at = RecordFormat.Header.Length;
        int dot = line[at..].IndexOf((byte)'.');
        if (dot <= 0 || !System.Buffers.Text.Utf8Parser.TryParse(line.Slice(at, dot), out int major, out int used) || used != dot)
        {
            throw Wrong(at + 1, "The version of the format cannot be read.");
        }

        if (major != RecordFormat.Major)
        {
            throw Wrong(at + 1, FormattableString.Invariant($"The file has version {major} of the format; this program reads version {RecordFormat.Major}."));
        }
    }

    /// <summary>The line without its checksum.</summary>
    private ReadOnlySpan<byte> CheckSum(ReadOnlySpan<byte> line)
    {
        int length = line.Length - RecordFormat.SuffixLength;
        if (length < 0)
        {
            throw Wrong(1, "The line is too short to have a checksum.");
        }

        ReadOnlySpan<byte> suffix = line[length..];
        Span<byte> expected = stackalloc byte[RecordFormat.ChecksumLength];
        uint sum = RecordFormat.Checksum(_checksum, line[..length]);
        RecordFormat.WriteChecksum(sum, expected);
        if (!suffix.StartsWith(RecordFormat.BeforeChecksum) || !suffix.EndsWith(RecordFormat.AfterChecksum)
            || !suffix.Slice(RecordFormat.BeforeChecksum.Length, RecordFormat.ChecksumLength).SequenceEqual(expected))
        {
            throw Wrong(length + 1, "The checksum is not that of the line and of those before it: the file was changed or damaged.");
        }

        _checksum = sum;
        return line[..length];
    }

    private void CheckEnd(ReadOnlySpan<byte> body, int start)
    {
        ReadOnlySpan<byte> number = body[start..];
        if (number.Length < 3 || number[0] != '[' || number[^1] != ']' || !System.Buffers.Text.Utf8Parser.TryParse(number[1..^1], out long lines, out int used) || used != number.Length - 2 || lines != _line - 1)
        {
            throw Wrong(start + 1, "The number of lines is not that of the file.");
        }

        HasEnded = true;
    }

    private void Text(ReadOnlySpan<byte> body, int start, GraphBlock block)
    {
        ReadOnlySpan<byte> quoted = body[start..];
        if (quoted.Length < 2 || quoted[0] != '"' || quoted[^1] != '"')
        {
            throw Wrong(start + 1, "A string must stand here.");
        }

        ReadOnlySpan<byte> inside = quoted[1..^1];
        if (inside.IndexOfAny((byte)'"', (byte)'\\') < 0)
        {
            inside.CopyTo(block.TextRoom(inside.Length));
            block.EndText(RecordKind.Text, inside.Length);
            return;
        }

        try
        {
            var reader = new Utf8JsonReader(quoted);
            _ = reader.Read();
            int length = reader.CopyString(block.TextRoom(quoted.Length));
            block.EndText(RecordKind.Text, reader.BytesConsumed == quoted.Length ? length : throw Wrong(start + (int)reader.BytesConsumed + 1, "The string must end the record."));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw Wrong(start + 1, "The string is not written as JSON wants it.");
        }
    }

    private void Numbers(RecordKind kind, ReadOnlySpan<byte> body, int at, GraphBlock block)
    {
        RecordSchema schema = RecordSchema.Of(kind)!;
        int first = block.BeginValues();
        if (at >= body.Length || body[at] != '[' || body[^1] != ']')
        {
            throw Wrong(at + 1, "A list of numbers must stand here.");
        }

        int last = body.Length - 1;
        int count = 0;
        for (at++; at < last; at++, count++)
        {
            int began = at;
            bool negative = body[at] == '-';
            at += negative ? 1 : 0;
            ulong value = 0;
            int digits = at;
            for (uint digit; at < last && (digit = (uint)(body[at] - '0')) <= 9; at++)
            {
                value = (value * 10) + digit;
            }

            if (at == digits || at - digits > 19 || (at < last && body[at] != ',') || (at + 1 == last && body[at] == ',') || value > long.MaxValue + (negative ? 1ul : 0ul))
            {
                throw Wrong(at + 1, "A whole number must stand here.");
            }

            long number = negative ? unchecked((long)(0 - value)) : (long)value;
            if (schema.Once.Length + schema.Repeated.Length == 0 || (count >= schema.Once.Length && schema.Repeated.Length == 0) || !IsInRange(schema[count], number))
            {
                throw Wrong(began + 1, "The number is not one that can stand in this place.");
            }

            block.AddValue(number);
        }

        if (!schema.Fits(count) || count >= RecordSchema.Longest)
        {
            throw Wrong(last + 1, "The record has too few or too many numbers.");
        }

        block.EndValues(kind, first);
    }

    private bool IsInRange(in RecordField field, long number) => field.Target is { } target
        ? number < _counts[(int)target] && (number >= 0 || (field.IsOptional && number == -1))
        : field.Most == 0 || (number >= 0 && number <= field.Most);
}
