using Microsoft.Extensions.Logging;

namespace LockValidator;

/// <summary>Writes each distinct finding once to a logger, and counts it from then on. Without a logger it writes to standard error.</summary>
/// <remarks>
/// The event id is the number of the rule: 1 for LV0001. Properties: Rule, Kind, Verdict, Classes, Fingerprint, Flow, Position and
/// Report. Names from the program are made harmless. Safe for use by any number of threads.
/// </remarks>
public sealed class LoggerReporter : IViolationReporter
{
    private readonly ILogger? _logger;
    private readonly TextWriter _fallback;
    private readonly LockValidatorOptions _options;
    private readonly NamespaceFilter _namespaces;

    /// <summary>Makes a reporter.</summary>
    /// <param name="logger">Where to; null: standard error.</param>
    /// <param name="options">Levels and namespaces; null: the defaults.</param>
    public LoggerReporter(ILogger? logger, LockValidatorOptions? options = null)
        : this(logger, options ?? new LockValidatorOptions(), new LockFindings(), Console.Error)
    {
    }

    internal LoggerReporter(ILogger? logger, LockValidatorOptions options, LockFindings findings, TextWriter fallback)
    {
        _logger = logger;
        _options = options;
        _namespaces = new NamespaceFilter(options.Namespaces);
        Findings = findings;
        _fallback = fallback;
    }

    /// <summary>What was found, counted.</summary>
    public LockFindings Findings { get; }

    /// <inheritdoc/>
    public void Report(Violation violation) => Report(violation, isEarly: false);

    /// <summary>As <see cref="Report(Violation)"/>, for what was found before the reporter was added, and perhaps while.</summary>
    internal void ReportEarly(Violation violation) => Report(violation, isEarly: true);

    private void Report(Violation violation, bool isEarly)
    {
        ArgumentNullException.ThrowIfNull(violation);
        if (!_namespaces.Wants(violation) || !Findings.Add(violation, isEarly))
        {
            return;
        }

        LogLevel level = _options.LevelOf(violation);
        if (level == LogLevel.None)
        {
            return;
        }

        if (HasListener)
        {
            FindingMessages.Write(_logger!, level, violation);
        }
        else
        {
            _fallback.Write(TextReport.Render(violation));
            _fallback.Flush();
        }
    }

    /// <inheritdoc/>
    public void Retract(Violation violation)
    {
        ArgumentNullException.ThrowIfNull(violation);
        if (Findings.Remove(violation) && HasListener)
        {
            FindingMessages.WriteRetracted(_logger!, violation);
        }
    }

    /// <summary>Says once how often the findings were met again: in the place of a message each time.</summary>
    internal void WriteCounts()
    {
        foreach (LockFinding finding in Findings.All.Where(static finding => finding.Count > 1))
        {
            if (HasListener && _options.LevelOf(finding.Violation) != LogLevel.None)
            {
                FindingMessages.WriteCount(_logger!, finding);
            }
        }
    }

    /// <summary>A logger whose providers take nothing at all would swallow the finding.</summary>
    private bool HasListener => _logger?.IsEnabled(LogLevel.Critical) == true;
}
