namespace LockValidator;

/// <summary>Writes each distinct finding once, as text: <c>LockChecker.Default.AddReporter(new TextWriterReporter(Console.Error))</c>.</summary>
/// <remarks>A finding whose verdict has become worse is written again. Safe for use by any number of threads; one report is written whole before the next. The writer stays the caller's: it is flushed, not disposed.</remarks>
public sealed class TextWriterReporter : IViolationReporter
{
    private readonly TextWriter _writer;

    // Under its own lock, which is taken only here; the writer may take locks of its own.
    private readonly Dictionary<string, int> _written = [];

    /// <summary>Makes a reporter.</summary>
    /// <param name="writer">Where to write. While a report is written no other thread of this reporter writes to it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public TextWriterReporter(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = writer;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException"><paramref name="violation"/> is null.</exception>
    public void Report(Violation violation)
    {
        ArgumentNullException.ThrowIfNull(violation);
        lock (_written)
        {
            int severity = violation.Allowed is null ? violation.Verdict.Severity() : 0;
            if (!_written.TryGetValue(violation.Fingerprint, out int before) || before < severity)
            {
                _written[violation.Fingerprint] = severity;
                _writer.WriteLine(TextReport.Render(violation));
                _writer.Flush();
            }
        }
    }
}
