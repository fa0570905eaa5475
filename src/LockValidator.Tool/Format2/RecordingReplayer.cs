using System.Globalization;

namespace LockValidator;

/// <summary>Plays one recording of format 2, line by line: nothing but what is introduced is kept.</summary>
/// <remarks>Used by one thread. A header line begins a new recording, that is, a new replayer.</remarks>
internal sealed class RecordingReplayer : IDisposable
{
    private readonly RecordedTables _tables = new();
    private readonly FindingCollector _findings = new();
    private readonly LockChecker _checker;
    private readonly IDisposable _subscription;
    private readonly string _file;
    private readonly long _line;
    private long _operations;
    private long _acquisitions;

    /// <summary>Begins with a header line.</summary>
    /// <exception cref="TraceFormatException">The line is not a header.</exception>
    public RecordingReplayer(ReadOnlySpan<byte> header, string file, long number)
    {
        var line = new JsonLine(header, file, number);
        line.ReadStartOfLine();
        if (!line.ReadProperty() || !line.KeyIs("trace"u8))
        {
            throw line.Error("a recording must begin with a header, a line whose first key is \"trace\".");
        }

        _file = file;
        _line = number;
        LockCheckerOptions options = HeaderReader.Read(ref line, _tables);
        line.ReadEndOfLine();
        _checker = new LockChecker(options with { Places = PlaceFor, InstanceNames = static number => string.Create(CultureInfo.InvariantCulture, $"#{number}") });
        _subscription = _checker.AddReporter(_findings);
        Execution = options.Execution;
    }

    /// <summary>What the recorded run is called.</summary>
    public string Execution { get; }

    public IReadOnlyList<Finding> Findings => _findings.Findings;

    public static bool IsHeader(ReadOnlySpan<byte> text, string file, long number)
    {
        var line = new JsonLine(text, file, number);
        line.ReadStartOfLine();
        return line.ReadProperty() && line.KeyIs("trace"u8);
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _checker.Dispose();
    }

    /// <summary>Plays a line that is not a header.</summary>
    /// <exception cref="TraceFormatException">The line is not part of a recording.</exception>
    public void Play(ReadOnlySpan<byte> text, long number)
    {
        var line = new JsonLine(text, _file, number);
        line.ReadStartOfLine();
        if (!line.ReadProperty())
        {
            throw line.Error("the line says nothing.");
        }

        if (line.KeyIs("op"u8))
        {
            FlowOperation operation = OperationReader.Read(ref line, _tables, out int place);
            line.ReadEndOfLine();
            Apply(in operation, place);
            return;
        }

        if (line.KeyIs("class"u8))
        {
            DeclarationReader.ReadClass(ref line, _tables);
        }
        else if (line.KeyIs("lock"u8))
        {
            DeclarationReader.ReadLock(ref line, _tables);
        }
        else if (line.KeyIs("flow"u8))
        {
            DeclarationReader.ReadFlow(ref line, _tables, _checker);
        }
        else if (line.KeyIs("at"u8))
        {
            DeclarationReader.ReadPlace(ref line, _tables);
        }
        else if (line.KeyIs("context"u8))
        {
            DeclarationReader.ReadContext(ref line, _tables);
        }
        else if (line.KeyIs("several"u8))
        {
            DeclarationReader.ReadClassNumber(ref line, _tables).HaveSeveral();
            while (line.ReadProperty())
            {
                line.Skip();
            }
        }
        else if (line.KeyIs("forget"u8))
        {
            line.Skip();
            _tables.Forget();
            while (line.ReadProperty())
            {
                line.Skip();
            }
        }
        else
        {
            throw line.Error($"\"{line.GetString("a key")}\" begins no line of a recording.");
        }

        line.ReadEndOfLine();
    }

    public ScenarioOutcome Outcome(bool withState)
    {
        LockStatistics statistics = _checker.Statistics;
        return new ScenarioOutcome
        {
            Id = Execution,
            File = _file,
            Line = _line,
            Findings = _findings.Findings,
            Repeated = _findings.Repeated,
            Acquisitions = _acquisitions,
            Classes = statistics.Classes,
            Dependencies = statistics.Dependencies,
            InternalFailures = statistics.InternalFailures,
            State = withState ? ObservedState.Of(_checker, HeldDepths()) : null,
            IsRecording = true,
        };
    }

    private void Apply(in FlowOperation operation, int place)
    {
        _findings.Operation = _operations;
        _acquisitions += operation.Code == OperationCode.Acquire ? 1 : 0;
        if (operation.Flow is { } flow)
        {
            flow.Place = place > 0 ? -place : (int)Math.Min(_operations, int.MaxValue);
        }

        _operations++;
        try
        {
            Dispatch(in operation);
        }
        catch (LockViolationException)
        {
            // As in the recorded program, the lock was not taken; the finding has been collected.
        }
    }

    private void Dispatch(in FlowOperation operation)
    {
        switch (operation.Code)
        {
            case OperationCode.DeclareOrder:
                _checker.DeclareOrder([.. operation.Classes!]);
                break;
            case OperationCode.DeclareRank:
                _checker.DeclareRank(operation.Name ?? "", operation.Number, operation.Class!);
                break;
            case OperationCode.Unregister:
                _checker.Unregister(operation.Class!);
                break;
            case OperationCode.End:
                OperationPlayer.Play(in operation);
                ForgetIfDone(operation.Flow!);
                break;
            default:
                OperationPlayer.Play(in operation);
                break;
        }
    }

    /// <summary>Flows come and go in a long run. One that went on after its end, as kernel traces may, must still be known.</summary>
    private void ForgetIfDone(LockFlow flow)
    {
        if (!_checker.Options.KernelRules && flow.Held.Count == 0)
        {
            _tables.Remove(flow);
        }
    }

    /// <summary>Recorded places have negative numbers in the engine; an operation without one is known by its own number.</summary>
    private CodePosition PlaceFor(int number) => number < 0
        ? _tables.PlaceFor(-number)
        : CodePosition.FromText(string.Create(CultureInfo.InvariantCulture, $"op#{number}"));

    private List<int> HeldDepths()
    {
        List<int> depths = [.. _tables.Flows.Values.Select(static flow => flow.Held.Count)];
        while (depths is [.., 0])
        {
            depths.RemoveAt(depths.Count - 1);
        }

        return depths;
    }
}
