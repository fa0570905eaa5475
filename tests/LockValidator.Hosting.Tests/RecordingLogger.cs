using Microsoft.Extensions.Logging;

namespace LockValidator.Hosting.Tests;

/// <summary>Keeps what is logged, as a provider sees it.</summary>
internal sealed class RecordingLogger(LogLevel minimum = LogLevel.Trace) : ILogger, ILoggerProvider
{
    private readonly List<Entry> _entries = [];

    public IReadOnlyList<Entry> Entries
    {
        get
        {
            lock (_entries)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>The entries about findings, without the host's own.</summary>
    public IReadOnlyList<Entry> Findings => [.. Entries.Where(static entry => entry.Properties.ContainsKey("Report"))];

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var properties = (state as IEnumerable<KeyValuePair<string, object?>>)?.ToDictionary(static pair => pair.Key, static pair => pair.Value) ?? [];
        lock (_entries)
        {
            _entries.Add(new Entry(logLevel, eventId, formatter(state, exception), properties));
        }
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum && logLevel != LogLevel.None;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }

    internal sealed record Entry(LogLevel Level, EventId Id, string Text, IReadOnlyDictionary<string, object?> Properties);
}
