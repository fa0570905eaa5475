using System.Globalization;

namespace LockValidator;

/// <summary>One line on a terminal that tells how far a long replay has come.</summary>
internal sealed class ProgressLine(TextWriter error, bool isTerminal, TimeProvider clock)
{
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(500);

    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _next = s_first;
    private int _shown;

    public void Update(string file, ReplayTotals totals, long bytes)
    {
        if (!isTerminal || clock.GetElapsedTime(_start) is var elapsed && elapsed < _next)
        {
            return;
        }

        _next = clock.GetElapsedTime(_start) + s_between;
        string text = string.Create(
            CultureInfo.InvariantCulture, $"{file}: {bytes / 1_000_000.0:N1} MB, {totals.Scenarios:N0} scenarios, {totals.Findings:N0} findings");
        error.Write("\r" + text.PadRight(_shown));
        error.Flush();
        _shown = text.Length;
    }

    /// <summary>Takes the line away before anything else is written.</summary>
    public void Clear()
    {
        if (_shown > 0)
        {
            error.Write("\r" + new string(' ', _shown) + "\r");
            error.Flush();
            _shown = 0;
        }
    }
}
