namespace LockValidator;

/// <summary>Turns outcomes into output. Without state: used by all workers at once.</summary>
internal interface IOutcomeFormat
{
    /// <summary>A finding of a recording, as soon as it is made.</summary>
    void WriteFinding(string execution, Finding finding, TextWriter output);

    /// <summary>What came of a scenario or a recording, when it is over.</summary>
    void Write(ScenarioOutcome outcome, ReplayTotals totals, TextWriter output);

    /// <summary>The end, after all files.</summary>
    void WriteSummary(ReplayTotals totals, ReplayConsole console);
}
