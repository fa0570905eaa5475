namespace LockValidator;

/// <summary>Replays blocks of recordings, in their order. A recording may span any number of blocks.</summary>
internal sealed class RecordingWorker(ReplayOptions options, IOutcomeFormat format, Action<string> note) : IDisposable
{
    private RecordingReplayer? _current;
    private int _shown;

    /// <summary>Plays the lines of a block and prints findings as they are made.</summary>
    /// <returns>What was wrong; null if nothing was.</returns>
    public TraceFormatException? Replay(LineBlock block, ReplayTotals totals, TextWriter output)
    {
        foreach (LineBlock.Line line in block.Lines)
        {
            try
            {
                Play(block, line, totals, output);
            }
            catch (TraceFormatException) when (line.IsCut && _current is not null && block[line][^1] != (byte)'}')
            {
                // A line is written as a whole, its end included: without an end, what recorded it did not live to finish it.
                note($"{block.File}:{line.Number}: the last line was cut off while it was written; it is left out.");
            }
            catch (TraceFormatException wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    /// <summary>Ends the recording that is being played, if any.</summary>
    public void Finish(ReplayTotals totals, TextWriter output)
    {
        if (_current is null)
        {
            return;
        }

        ScenarioOutcome outcome = _current.Outcome(options.State);
        totals.Add(outcome);
        format.Write(outcome, totals, output);
        _current.Dispose();
        _current = null;
    }

    public void Dispose() => _current?.Dispose();

    private void Play(LineBlock block, LineBlock.Line line, ReplayTotals totals, TextWriter output)
    {
        ReadOnlySpan<byte> text = block[line];
        if (_current is null || RecordingReplayer.IsHeader(text, block.File, line.Number))
        {
            if (options.Expect)
            {
                throw new TraceFormatException(block.File, line.Number, 1, "a recording gives no verdict that it could be compared with (--expect).");
            }

            Finish(totals, output);
            _current = new RecordingReplayer(text, block.File, line.Number);
            _shown = 0;
            return;
        }

        _current.Play(text, line.Number);
        while (_shown < _current.Findings.Count)
        {
            format.WriteFinding(_current.Execution, _current.Findings[_shown++], output);
        }
    }
}
