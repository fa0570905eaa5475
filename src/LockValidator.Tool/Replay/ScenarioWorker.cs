namespace LockValidator;

/// <summary>Replays blocks of scenarios. Each thread at work has one of its own; all that is reused between scenarios is in it.</summary>
internal sealed class ScenarioWorker
{
    private readonly ScenarioParser _parser;
    private readonly ScenarioReplayer _replayer;
    private readonly IOutcomeFormat _format;

    public ScenarioWorker(ReplayOptions options, IOutcomeFormat format)
    {
        _parser = new ScenarioParser(options.Expect);
        _replayer = new ScenarioReplayer(_parser.Symbols, options.State);
        _format = format;
    }

    public BlockOutcome Replay(LineBlock block)
    {
        var totals = new ReplayTotals();
        using var text = new StringWriter { NewLine = "\n" };
        TraceFormatException? failure = null;
        try
        {
            foreach (LineBlock.Line line in block.Lines)
            {
                Scenario scenario = _parser.Parse(block[line], block.File, line.Number);
                ScenarioOutcome outcome = _replayer.Replay(scenario);
                totals.Add(outcome);
                _format.Write(outcome, totals, text);
            }
        }
        catch (TraceFormatException wrong)
        {
            failure = wrong;
        }

        return new BlockOutcome(text.ToString(), totals, failure);
    }
}
