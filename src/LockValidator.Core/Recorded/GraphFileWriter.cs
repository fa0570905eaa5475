namespace LockValidator;

/// <summary>Writes the records of a graph as the lines of a file.</summary>
internal sealed class GraphFileWriter : IRecordSink
{
    private readonly GraphLineWriter _lines;
    private readonly int[] _written = new int[(int)RecordKind.End + 1];

    private GraphFileWriter(Stream stream) => _lines = new GraphLineWriter(stream);

    public static void Write(GraphStore store, Stream stream)
    {
        var writer = new GraphFileWriter(stream);
        writer._lines.Header(FormattableString.Invariant($"LockValidator {typeof(GraphStore).Assembly.GetName().Version?.ToString(3)}"));
        GraphWalk.Give(store, writer);
        writer._lines.Numbers(RecordKind.End, [writer._lines.Lines]);
        writer._lines.Flush();
    }

    public int Add(RecordKind kind, ReadOnlySpan<long> values)
    {
        _lines.Numbers(kind, values);
        return _written[(int)kind]++;
    }

    public int AddText(ReadOnlySpan<byte> text)
    {
        _lines.Text(text);
        return _written[(int)RecordKind.Text]++;
    }

    public void AddFinding(ReadOnlySpan<byte> json) => _lines.Json(RecordKind.Finding, json);

    public void AddAllowance(ReadOnlySpan<byte> json) => _lines.Json(RecordKind.Allow, json);
}
