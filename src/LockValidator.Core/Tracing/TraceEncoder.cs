// Over 300 lines: one writer for each line of the format, and they share what was introduced.
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LockValidator;

/// <summary>Turns operations into the lines of trace format 2, with the lines that introduce what they speak of before them.</summary>
/// <remarks>Used by one thread at a time. Invariant: a number that stands in a line is introduced by an earlier line after the last header.</remarks>
internal sealed class TraceEncoder : IDisposable
{
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly Utf8JsonWriter _json;
    private readonly int _memory;

    private readonly Dictionary<long, LockMap> _locks = [];
    private readonly Dictionary<long, LockKind> _classes = [];
    private readonly HashSet<long> _several = [];
    private readonly Dictionary<string, int> _places = [];
    private readonly HashSet<string> _contexts = [];
    private ConditionalWeakTable<LockFlow, RecordedFlow> _flows = [];
    private int _lastFlow;
    private int _lastPlace;

    /// <param name="memory">How many locks and places are remembered before all are forgotten and introduced anew.</param>
    public TraceEncoder(int memory)
    {
        _memory = memory;
        _json = new Utf8JsonWriter(_lines, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>The lines since <see cref="Clear"/>, each with its line end.</summary>
    public ReadOnlySpan<byte> Lines => _lines.WrittenSpan;

    /// <summary>What is known of a flow. Safe for use by any number of threads.</summary>
    public RecordedFlow this[LockFlow flow] => _flows.GetValue(flow, static _ => new RecordedFlow());

    public void Dispose() => _json.Dispose();

    public void Clear() => _lines.ResetWrittenCount();

    /// <summary>A header: nothing that came before it counts any more.</summary>
    public void Begin(LockCheckerOptions options)
    {
        _locks.Clear();
        _classes.Clear();
        _several.Clear();
        _places.Clear();
        _contexts.Clear();
        _flows = [];
        _lastFlow = 0;

        _json.WriteStartObject();
        _json.WriteNumber("trace", TraceNames.Version);
        _json.WriteString("execution", options.Execution);
        _json.WriteString("time", options.Clock.GetUtcNow());
        _json.WriteString("waitModel", TraceNames.Of(options.WaitModel));
        _json.WriteBoolean("fairReadersExact", options.FairReadersExact);
        _json.WriteBoolean("kernelRules", options.KernelRules);
        WritePolicies(options);
        _json.WriteStartArray("contexts");
        foreach (InterruptContext context in ContextTable.UserDefined)
        {
            _contexts.Add(context.Name);
            _json.WriteStartObject();
            WriteContext(context);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        EndLine();
    }

    public void Encode(in FlowOperation operation, IReadOnlyList<ComparedOwner> compared, IReadOnlyList<string> frames)
    {
        ForgetIfFull();
        int flow = operation.Flow is null ? 0 : Introduce(operation.Flow);
        if (operation.Flow is { } acting)
        {
            IntroduceExecution(acting);
        }
        int other = operation.Other is null ? 0 : Introduce(operation.Other);
        Introduce(operation.Map);
        IntroduceSeveral(operation.Map.Class);
        Introduce(operation.Options.Nest);
        Introduce(operation.Class);
        foreach (LockClass type in operation.Classes ?? [])
        {
            Introduce(type);
        }

        Introduce(operation.Context);
        int place = IntroducePlace(frames);

        _json.WriteStartObject();
        _json.WriteString("op", TraceNames.Of(operation.Code));
        WriteIfSet("flow", flow);
        WriteIfSet("other", other);
        WriteIfSet("lock", operation.Map.Instance);
        WriteArguments(in operation);
        WriteCompared(compared);
        WriteIfSet("at", place);
        EndLine();

        if (operation is { Code: OperationCode.End, Flow: { } ended })
        {
            // A reader drops a flow that ended; one that goes on all the same is named again.
            this[ended].Introduced = false;
        }
    }

    private void WriteArguments(in FlowOperation operation)
    {
        OperationCode code = operation.Code;
        if (operation.HasMode || (TraceNames.HasOptions(code) && operation.Options.Mode != LockMode.Exclusive))
        {
            _json.WriteString("mode", TraceNames.Of(operation.Options.Mode));
        }

        if (TraceNames.HasOptions(code))
        {
            WriteOptions(operation.Options);
        }

        if (operation.Class is { } type)
        {
            _json.WriteNumber("class", type.Id);
            WriteKindIfOther(type);
        }

        if (operation.Classes is { } classes)
        {
            _json.WriteStartArray("classes");
            foreach (LockClass one in classes)
            {
                _json.WriteNumberValue(one.Id);
            }

            _json.WriteEndArray();
        }

        if (operation.Context is { } context)
        {
            _json.WriteString("context", context.Name);
        }

        if (TraceNames.NumberKey(code) is { } number && operation.Number != 0)
        {
            _json.WriteNumber(number, operation.Number);
        }

        if (TraceNames.FlagKey(code) is { } flag)
        {
            _json.WriteBoolean(flag, operation.Flag);
        }

        if (TraceNames.NameKey(code) is { } name && operation.Name is not null)
        {
            _json.WriteString(name, operation.Name);
        }
    }

    private void WriteOptions(in AcquireOptions options)
    {
        if (options.Kind != AcquireKind.Blocking)
        {
            _json.WriteString("kind", TraceNames.Of(options.Kind));
        }

        WriteIfSet("subclass", options.Subclass);
        WriteIfSet("nest", options.Nest.Instance);
        if (options.Outer != WaitType.Inherit)
        {
            _json.WriteString("outer", TraceNames.Of(options.Outer));
        }

        if (options.Unchecked)
        {
            _json.WriteBoolean("unchecked", true);
        }
    }

    private void WriteCompared(IReadOnlyList<ComparedOwner> compared)
    {
        if (compared.Count == 0)
        {
            return;
        }

        _json.WriteStartArray("compared");
        foreach (ComparedOwner pair in compared)
        {
            _json.WriteStartArray();
            _json.WriteNumberValue(pair.Held);
            if (pair.Result is { } result)
            {
                _json.WriteNumberValue(result);
            }
            else
            {
                _json.WriteNullValue();
            }

            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }

    private int Introduce(LockFlow flow)
    {
        RecordedFlow known = this[flow];
        if (known.Number == 0)
        {
            known.Number = ++_lastFlow;
        }

        if (!known.Introduced)
        {
            known.Introduced = true;
            _json.WriteStartObject();
            _json.WriteNumber("flow", known.Number);
            _json.WriteString("name", flow.Name);
            if (!flow.IsDedicated)
            {
                _json.WriteBoolean("dedicated", false);
            }

            EndLine();
        }

        return known.Number;
    }

    /// <summary>Of which test, request or run the flow's next operations are, where that has changed: verdicts compare flows inside one only.</summary>
    private void IntroduceExecution(LockFlow flow)
    {
        RecordedFlow known = this[flow];
        ExecutionFrame? execution = flow.ScopedExecution;
        if (known.Execution != execution)
        {
            known.Execution = execution;
            _json.WriteStartObject();
            _json.WriteNumber("flow", known.Number);
            _json.WriteString("name", flow.Name);
            _json.WriteString("execution", execution?.Name ?? "");
            if (execution is not null)
            {
                _json.WriteNumber("frame", execution.Id);
                if (execution.IsRequest)
                {
                    _json.WriteBoolean("request", true);
                }
            }

            EndLine();
        }
    }

    /// <summary>A lock is introduced when it is first met and whenever something about it has changed since.</summary>
    private void Introduce(in LockMap map)
    {
        if (map.Class is not { } type || (_locks.TryGetValue(map.Instance, out LockMap known) && IsSame(in known, in map)))
        {
            return;
        }

        Introduce(type);

        // Without its owner: the table must not keep objects of the user's alive.
        _locks[map.Instance] = map.WithOwner(null);
        _json.WriteStartObject();
        _json.WriteNumber("lock", map.Instance);
        _json.WriteNumber("class", type.Id);
        WriteKindIfOther(type);
        WriteIfSet("subclass", map.Subclass);
        WriteIfTrue("reentrant", map.IsReentrant);
        if (!map.IsThreadAffine)
        {
            _json.WriteBoolean("threadAffine", false);
        }

        WriteIfTrue("owner", map.Owner is not null);
        WriteIfTrue("destroyed", map.IsDestroyed);
        EndLine();
    }

    private static bool IsSame(in LockMap known, in LockMap map) =>
        ReferenceEquals(known.Class, map.Class) && known.Subclass == map.Subclass && known.IsDestroyed == map.IsDestroyed;

    private void Introduce(LockClass? type)
    {
        if (type is null || !_classes.TryAdd(type.Id, type.Kind))
        {
            return;
        }

        _json.WriteStartObject();
        _json.WriteNumber("class", type.Id);
        _json.WriteString("id", type.StableId);
        if (type.Name != type.StableId)
        {
            _json.WriteString("name", type.Name);
        }

        WriteKind(type.Kind);
        WriteIfTrue("ordered", type.Order is not null);
        if (type.Tracking != ClassTracking.Full)
        {
            _json.WriteString("tracking", TraceNames.Of(type.Tracking));
        }

        EndLine();
    }

    /// <summary>A class has several instances from here on: verdicts rest on whether that was known when it was taken.</summary>
    private void IntroduceSeveral(LockClass? type)
    {
        if (type is { HasSeveralInstances: true } && _several.Add(type.Id))
        {
            _json.WriteStartObject();
            _json.WriteNumber("several", type.Id);
            EndLine();
        }
    }

    private void Introduce(InterruptContext? context)
    {
        if (context is null || context.Index < ContextTable.FirstUserIndex || context.Index == ContextTable.NmiIndex || !_contexts.Add(context.Name))
        {
            return;
        }

        _json.WriteStartObject();
        WriteContext(context);
        EndLine();
    }

    private int IntroducePlace(IReadOnlyList<string> frames)
    {
        if (frames.Count == 0)
        {
            return 0;
        }

        string key = string.Join('\n', frames);
        if (!_places.TryGetValue(key, out int place))
        {
            place = ++_lastPlace;
            _places.Add(key, place);
            _json.WriteStartObject();
            _json.WriteNumber("at", place);
            _json.WriteStartArray("frames");
            foreach (string frame in frames)
            {
                _json.WriteStringValue(frame);
            }

            _json.WriteEndArray();
            EndLine();
        }

        return place;
    }

    /// <summary>Bounds the memory of writer and reader, however many locks a run makes.</summary>
    private void ForgetIfFull()
    {
        if (_locks.Count + _places.Count < _memory)
        {
            return;
        }

        _locks.Clear();
        _places.Clear();
        _json.WriteStartObject();
        _json.WriteBoolean("forget", true);
        EndLine();
    }

    private void WriteKindIfOther(LockClass type)
    {
        if (_classes[type.Id] != type.Kind)
        {
            WriteKind(type.Kind);
        }
    }

    private void WriteKind(LockKind kind)
    {
        _json.WriteString("inner", TraceNames.Of(kind.Inner));
        if (kind.Outer != WaitType.Inherit)
        {
            _json.WriteString("outer", TraceNames.Of(kind.Outer));
        }

        if (kind.Type != LockClassType.Normal)
        {
            _json.WriteString("type", TraceNames.Of(kind.Type));
        }
    }

    private void WriteContext(InterruptContext context)
    {
        _json.WriteString("context", context.Name);
        _json.WriteString("level", TraceNames.Of(context.Level));
    }

    private void WritePolicies(LockCheckerOptions options)
    {
        _json.WriteStartObject("policies");
        _json.WriteString("default", TraceNames.Of(options.DefaultPolicy));
        foreach ((ViolationKind kind, ViolationPolicy policy) in options.Policies)
        {
            _json.WriteString(kind.RuleId(), TraceNames.Of(policy));
        }

        _json.WriteEndObject();
    }

    private void WriteIfSet(string key, long value)
    {
        if (value != 0)
        {
            _json.WriteNumber(key, value);
        }
    }

    private void WriteIfTrue(string key, bool value)
    {
        if (value)
        {
            _json.WriteBoolean(key, true);
        }
    }

    private void EndLine()
    {
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _lines.Write("\n"u8);
    }
}
