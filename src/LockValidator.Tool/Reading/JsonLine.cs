using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace LockValidator;

/// <summary>Reads the JSON of one line forwards, and says where in it something is wrong.</summary>
internal ref struct JsonLine
{
    private readonly ReadOnlySpan<byte> _line;
    private readonly string _file;
    private readonly long _number;
    private Utf8JsonReader _reader;

    /// <exception cref="TraceFormatException">The line is not UTF-8.</exception>
    public JsonLine(ReadOnlySpan<byte> line, string file, long number)
    {
        _line = line;
        _file = file;
        _number = number;
        if (!Utf8.IsValid(line))
        {
            throw ErrorAt(FirstInvalid(line), "not valid UTF-8.");
        }

        _reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 64 });
    }

    public readonly JsonTokenType Token => _reader.TokenType;

    /// <summary>Where the current token starts: what <see cref="ErrorAt"/> takes.</summary>
    public readonly int Position => (int)_reader.TokenStartIndex;

    public void Read()
    {
        try
        {
            if (!_reader.Read())
            {
                throw ErrorAt(_line.Length, "not valid JSON: the line ends too early.");
            }
        }
        catch (JsonException failure)
        {
            throw Malformed(failure);
        }
    }

    /// <summary>Begins the object that the line must be.</summary>
    public void ReadStartOfLine()
    {
        Read();
        if (Token != JsonTokenType.StartObject)
        {
            throw Error("a line must be a JSON object.");
        }
    }

    /// <summary>The line must end here.</summary>
    public void ReadEndOfLine()
    {
        try
        {
            if (_reader.Read())
            {
                throw Error("not valid JSON: the line goes on after its object.");
            }
        }
        catch (JsonException failure)
        {
            throw Malformed(failure);
        }
    }

    /// <summary>Moves to the next property, or past the end of the object.</summary>
    /// <returns>True at a property's name.</returns>
    public bool ReadProperty()
    {
        Read();
        return Token == JsonTokenType.PropertyName;
    }

    public readonly bool KeyIs(ReadOnlySpan<byte> key) => _reader.ValueTextEquals(key);

    public void ReadStartOfObject(string what)
    {
        Read();
        if (Token != JsonTokenType.StartObject)
        {
            throw Error($"{what} must be an object.");
        }
    }

    public void ReadStartOfArray(string what)
    {
        Read();
        if (Token != JsonTokenType.StartArray)
        {
            throw Error($"{what} must be an array.");
        }
    }

    /// <summary>Moves past the value of the current property, or past the current value.</summary>
    public void Skip()
    {
        try
        {
            _reader.Skip();
        }
        catch (JsonException failure)
        {
            throw Malformed(failure);
        }
    }

    public string ReadString(string what)
    {
        Read();
        return GetString(what);
    }

    public readonly string GetString(string what)
    {
        if (Token is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            throw Error($"{what} must be a string.");
        }

        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Error($"{what} is not valid text.");
        }
    }

    /// <summary>The current string as a symbol of a table.</summary>
    public readonly int GetSymbol(SymbolTable symbols, string what)
    {
        if (Token is JsonTokenType.String or JsonTokenType.PropertyName && !_reader.ValueIsEscaped)
        {
            return symbols.Intern(_reader.ValueSpan);
        }

        return symbols.Intern(Encoding.UTF8.GetBytes(GetString(what)));
    }

    public int ReadSymbol(SymbolTable symbols, string what)
    {
        Read();
        return GetSymbol(symbols, what);
    }

    public int ReadInt(string what)
    {
        Read();
        return GetInt(what);
    }

    public readonly int GetInt(string what) =>
        Token == JsonTokenType.Number && _reader.TryGetInt32(out int value) ? value : throw Error($"{what} must be a whole number.");

    public long ReadLong(string what)
    {
        Read();
        return GetLong(what);
    }

    public readonly long GetLong(string what) =>
        Token == JsonTokenType.Number && _reader.TryGetInt64(out long value) ? value : throw Error($"{what} must be a whole number.");

    /// <summary>True, false, 1 or 0.</summary>
    public bool ReadFlag(string what)
    {
        Read();
        return Token switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Number when _reader.TryGetInt32(out int value) && value is 0 or 1 => _reader.GetInt32() == 1,
            _ => throw Error($"{what} must be true or false."),
        };
    }

    /// <summary>An error at the current token.</summary>
    public readonly TraceFormatException Error(string message) => ErrorAt(Position, message);

    /// <param name="position">The byte in the line; the message counts characters from 1.</param>
    /// <param name="message">One sentence.</param>
    public readonly TraceFormatException ErrorAt(int position, string message) =>
        new(_file, _number, Encoding.UTF8.GetCharCount(_line[..Math.Min(position, _line.Length)]) + 1L, message);

    private readonly TraceFormatException Malformed(JsonException failure)
    {
        string reason = failure.Message;
        int place = reason.IndexOf(" LineNumber:", StringComparison.Ordinal);
        reason = place < 0 ? reason : reason[..place];
        return ErrorAt((int)(failure.BytePositionInLine ?? 0), $"not valid JSON: {reason}");
    }

    private static int FirstInvalid(ReadOnlySpan<byte> line)
    {
        int position = 0;
        while (position < line.Length && Rune.DecodeFromUtf8(line[position..], out _, out int length) == System.Buffers.OperationStatus.Done)
        {
            position += length;
        }

        return position;
    }
}
