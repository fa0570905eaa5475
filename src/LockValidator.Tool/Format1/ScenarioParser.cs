// Over 300 lines: one reader a JSON object of the format, and they share the tables of one scenario.
using System.Globalization;
using System.Text.Json;

namespace LockValidator;

/// <summary>Reads a line of format 1 into a <see cref="Scenario"/>, in one pass, whatever the order of its keys.</summary>
/// <remarks>Used by one thread.</remarks>
internal sealed class ScenarioParser(bool withExpectation)
{
    /// <summary>The highest number of a task: each has a place in the list of what is held.</summary>
    private const int MaxTask = 9_999;

    /// <summary>Names that are remembered from scenario to scenario.</summary>
    private const int MaxSymbols = 16_384;

    private readonly SymbolTable _symbols = new(ScenarioWords.Operations);
    private readonly Scenario _scenario = new();
    private readonly Dictionary<int, int> _lockBySymbol = [];

    /// <summary>The names of the last scenario that was parsed.</summary>
    public SymbolTable Symbols => _symbols;

    /// <summary>Reads a line. The result is valid until the next call.</summary>
    /// <exception cref="TraceFormatException">The line is not a scenario.</exception>
    public Scenario Parse(ReadOnlySpan<byte> text, string file, long number)
    {
        if (_symbols.Count > MaxSymbols)
        {
            _symbols.Reset();
        }

        _scenario.Clear(file, number);
        Expectation? kernel = null;
        Expectation? exact = null;
        bool hasLocks = false;
        bool hasOperations = false;
        var line = new JsonLine(text, file, number);
        line.ReadStartOfLine();
        while (line.ReadProperty())
        {
            if (line.KeyIs("id"u8))
            {
                _scenario.Id = line.ReadString("\"id\"");
            }
            else if (line.KeyIs("config"u8))
            {
                ReadConfig(ref line);
            }
            else if (line.KeyIs("locks"u8))
            {
                hasLocks = true;
                ReadLocks(ref line);
            }
            else if (line.KeyIs("ops"u8))
            {
                hasOperations = true;
                ReadOperations(ref line);
            }
            else if (withExpectation && line.KeyIs("expect"u8))
            {
                kernel = ExpectationParser.Read(ref line, isExact: false);
            }
            else if (withExpectation && line.KeyIs("exact"u8))
            {
                exact = ExpectationParser.Read(ref line, isExact: true);
            }
            else
            {
                line.Skip();
            }
        }

        line.ReadEndOfLine();
        if (!hasLocks || !hasOperations)
        {
            throw line.ErrorAt(0, $"the scenario has no \"{(hasLocks ? "ops" : "locks")}\".");
        }

        Resolve(ref line);
        _scenario.Expected = exact ?? kernel;
        if (_scenario.Id.Length == 0)
        {
            _scenario.Id = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}:{number}");
        }

        return _scenario;
    }

    private void ReadConfig(ref JsonLine line)
    {
        line.ReadStartOfObject("\"config\"");
        while (line.ReadProperty())
        {
            if (line.KeyIs("rawLockNesting"u8))
            {
                _scenario.WaitModel = line.ReadFlag("\"rawLockNesting\"") ? WaitModel.RealTime : WaitModel.Standard;
            }
            else if (line.KeyIs("fairReadersExact"u8))
            {
                _scenario.FairReadersExact = line.ReadFlag("\"fairReadersExact\"");
            }
            else
            {
                line.Skip();
            }
        }
    }

    private void ReadLocks(ref JsonLine line)
    {
        line.ReadStartOfArray("\"locks\"");
        _scenario.Locks.Clear();
        _lockBySymbol.Clear();
        for (line.Read(); line.Token != JsonTokenType.EndArray; line.Read())
        {
            int position = line.Position;
            ScenarioLock one = ReadLock(ref line);
            if (!_lockBySymbol.TryAdd(one.Name, _scenario.Locks.Count))
            {
                throw line.ErrorAt(position, $"lock \"{_symbols[one.Name]}\" is declared twice.");
            }

            _scenario.Locks.Add(one);
        }
    }

    private ScenarioLock ReadLock(ref JsonLine line)
    {
        if (line.Token != JsonTokenType.StartObject)
        {
            throw line.Error("a lock must be an object.");
        }

        int position = line.Position;
        int name = -1;
        int type = -1;
        int shown = -1;
        int subclass = 0;
        bool ordered = false;
        WaitType inner = WaitType.Inherit;
        WaitType outer = WaitType.Inherit;
        LockClassType classType = LockClassType.Normal;
        while (line.ReadProperty())
        {
            if (line.KeyIs("name"u8))
            {
                name = line.ReadSymbol(_symbols, "\"name\"");
            }
            else if (line.KeyIs("class"u8))
            {
                type = line.ReadSymbol(_symbols, "\"class\"");
            }
            else if (line.KeyIs("className"u8))
            {
                shown = line.ReadSymbol(_symbols, "\"className\"");
            }
            else if (line.KeyIs("inner"u8))
            {
                inner = ReadWaitType(ref line, "inner");
            }
            else if (line.KeyIs("outer"u8))
            {
                outer = ReadWaitType(ref line, "outer");
            }
            else if (line.KeyIs("type"u8))
            {
                string word = line.ReadString("\"type\"");
                if (!ScenarioWords.TryParse(word, out classType))
                {
                    throw line.Error($"\"{word}\" is not a lock type: normal, percpu or wait_override.");
                }
            }
            else if (line.KeyIs("subclass"u8))
            {
                subclass = line.ReadInt("\"subclass\"");
                if (subclass is < 0 or >= LockClass.Subclasses)
                {
                    throw line.Error("the subclass of a lock must be 0 to 7.");
                }
            }
            else if (line.KeyIs("cmp"u8))
            {
                ordered = line.ReadFlag("\"cmp\"");
            }
            else
            {
                line.Skip();
            }
        }

        if (name < 0 || type < 0)
        {
            throw line.ErrorAt(position, $"the lock has no \"{(name < 0 ? "name" : "class")}\".");
        }

        // The class without order is displayed by the name of the instance.
        shown = shown < 0 ? (_symbols[type] == ScenarioWords.NoValidate ? name : type) : shown;
        return new ScenarioLock(name, type, shown, new LockKind(inner, outer, classType), subclass, ordered);
    }

    private static WaitType ReadWaitType(ref JsonLine line, string key)
    {
        string word = line.ReadString($"\"{key}\"");
        return ScenarioWords.TryParse(word, out WaitType type)
            ? type
            : throw line.Error($"\"{word}\" is not a wait type: inv, free, spin, config, sleep or max.");
    }

    private void ReadOperations(ref JsonLine line)
    {
        line.ReadStartOfArray("\"ops\"");
        _scenario.Operations.Clear();
        for (line.Read(); line.Token != JsonTokenType.EndArray; line.Read())
        {
            _scenario.Operations.Add(ReadOperation(ref line));
        }
    }

    private ScenarioOperation ReadOperation(ref JsonLine line)
    {
        if (line.Token != JsonTokenType.StartObject)
        {
            throw line.Error("an op must be an object.");
        }

        var operation = new ScenarioOperation { Position = line.Position };
        while (line.ReadProperty())
        {
            ReadArgument(ref line, ref operation);
        }

        return operation.Code >= 0 ? operation : throw line.ErrorAt(operation.Position, "the op has no \"op\".");
    }

    private void ReadArgument(ref JsonLine line, ref ScenarioOperation operation)
    {
        if (line.KeyIs("op"u8))
        {
            int symbol = line.ReadSymbol(_symbols, "\"op\"");
            if (symbol >= ScenarioWords.Operations.Count)
            {
                throw line.Error($"\"{_symbols[symbol]}\" is not an op.");
            }

            operation.Code = (ScenarioCode)symbol;
        }
        else if (line.KeyIs("lock"u8))
        {
            operation.Lock = line.ReadSymbol(_symbols, "\"lock\"");
            operation.LockPosition = line.Position;
        }
        else if (line.KeyIs("task"u8))
        {
            operation.Task = line.ReadInt("\"task\"");
            if (operation.Task is < 0 or > MaxTask)
            {
                throw line.Error(string.Create(CultureInfo.InvariantCulture, $"a task must be 0 to {MaxTask}."));
            }
        }
        else if (line.KeyIs("read"u8))
        {
            operation.Mode = (LockMode)line.ReadInt("\"read\"");
            if (operation.Mode is < LockMode.Exclusive or > LockMode.SharedRecursive)
            {
                throw line.Error("\"read\" must be 0, 1 or 2.");
            }
        }
        else if (line.KeyIs("try"u8))
        {
            operation.IsTry = line.ReadFlag("\"try\"");
        }
        else if (line.KeyIs("check"u8))
        {
            operation.IsUnchecked = !line.ReadFlag("\"check\"");
        }
        else if (line.KeyIs("nest"u8))
        {
            line.Read();
            operation.Nest = line.Token == JsonTokenType.Null ? ScenarioOperation.None : line.GetSymbol(_symbols, "\"nest\"");
            operation.NestPosition = line.Position;
        }
        else if (line.KeyIs("subclass"u8))
        {
            operation.Subclass = line.ReadInt("\"subclass\"");
        }
        else if (line.KeyIs("class"u8))
        {
            operation.Class = line.ReadSymbol(_symbols, "\"class\"");
        }
        else if (line.KeyIs("threaded"u8))
        {
            operation.IsThreaded = line.ReadFlag("\"threaded\"");
        }
        else
        {
            line.Skip();
        }
    }

    /// <summary>Turns the names of locks into their places, which may be known only now: the order of keys is free.</summary>
    private void Resolve(ref JsonLine line)
    {
        Span<ScenarioOperation> operations = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_scenario.Operations);
        foreach (ref ScenarioOperation operation in operations)
        {
            if (ScenarioWords.NeedsLock(operation.Code))
            {
                if (operation.Lock < 0)
                {
                    throw line.ErrorAt(operation.Position, $"\"{ScenarioWords.Operations[(int)operation.Code]}\" needs a \"lock\".");
                }

                operation.Lock = Resolve(ref line, operation.Lock, operation.LockPosition);
            }

            if (operation.Nest >= 0)
            {
                operation.Nest = Resolve(ref line, operation.Nest, operation.NestPosition);
            }

            // A subclass out of range is a finding of an acquisition; a class cannot be given one.
            if (operation is { Code: ScenarioCode.SetClass or ScenarioCode.Init, Subclass: < 0 or >= LockClass.Subclasses })
            {
                throw line.ErrorAt(operation.Position, "the subclass of a lock must be 0 to 7.");
            }

            if (operation.Class < 0 && ScenarioWords.NeedsClass(operation.Code))
            {
                throw line.ErrorAt(operation.Position, $"\"{ScenarioWords.Operations[(int)operation.Code]}\" needs a \"class\".");
            }
        }
    }

    private int Resolve(ref JsonLine line, int symbol, int position) => _lockBySymbol.TryGetValue(symbol, out int place)
        ? place
        : throw line.ErrorAt(position, $"lock \"{_symbols[symbol]}\" was never declared.");
}
