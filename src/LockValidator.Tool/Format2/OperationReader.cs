using System.Text.Json;

namespace LockValidator;

/// <summary>Reads an operation of a recording. The line is at the value of its first key.</summary>
internal static class OperationReader
{
    /// <param name="line">The line.</param>
    /// <param name="tables">What was introduced before.</param>
    /// <param name="place">The number of the place; 0 if none is given.</param>
    public static FlowOperation Read(ref JsonLine line, RecordedTables tables, out int place)
    {
        string word = line.ReadString("\"op\"");
        int position = line.Position;
        if (!TraceNames.TryParse(word, out OperationCode code))
        {
            throw line.Error($"\"{word}\" is not an op.");
        }

        var read = new Arguments { Code = code };
        while (line.ReadProperty())
        {
            ReadArgument(ref line, tables, ref read);
        }

        place = read.Place;
        return Make(ref line, position, word, in read);
    }

    private static void ReadArgument(ref JsonLine line, RecordedTables tables, ref Arguments read)
    {
        if (line.KeyIs("flow"u8))
        {
            read.Flow = ReadFlow(ref line, tables);
        }
        else if (line.KeyIs("lock"u8))
        {
            read.Map = ReadLock(ref line, tables);
        }
        else if (line.KeyIs("at"u8))
        {
            read.Place = line.ReadInt("\"at\"");
            read.Position = tables.Places.TryGetValue(read.Place, out CodePosition? known) ? known : throw line.Error($"place {read.Place} was never introduced.");
        }
        else if (line.KeyIs("mode"u8))
        {
            string word = line.ReadString("\"mode\"");
            read.Mode = TraceNames.TryParse(word, out LockMode mode) ? mode : throw line.Error($"\"{word}\" is not a mode.");
        }
        else if (line.KeyIs("kind"u8))
        {
            string word = line.ReadString("\"kind\"");
            read.Kind = TraceNames.TryParse(word, out AcquireKind kind) ? kind : throw line.Error($"\"{word}\" is not a way to acquire.");
        }
        else if (line.KeyIs("nest"u8))
        {
            read.Nest = ReadLock(ref line, tables);
        }
        else if (line.KeyIs("unchecked"u8))
        {
            read.IsUnchecked = line.ReadFlag("\"unchecked\"");
        }
        else if (line.KeyIs("outer"u8) && TraceNames.HasOptions(read.Code))
        {
            read.Outer = DeclarationReader.ReadWaitType(ref line);
        }
        else if (line.KeyIs("subclass"u8) || line.KeyIs("cookie"u8) || line.KeyIs("rank"u8))
        {
            read.Number = line.ReadInt("the number of an op");
        }
        else if (line.KeyIs("threaded"u8) || line.KeyIs("enabled"u8) || line.KeyIs("ownGraph"u8))
        {
            read.Flag = line.ReadFlag("the flag of an op");
        }
        else if (line.KeyIs("family"u8) || line.KeyIs("event"u8) || line.KeyIs("scope"u8))
        {
            read.Name = line.ReadString("the name of an op");
        }
        else if (line.KeyIs("other"u8))
        {
            read.Other = ReadFlow(ref line, tables);
        }
        else if (line.KeyIs("class"u8))
        {
            read.Class = DeclarationReader.ReadClassNumber(ref line, tables);
        }
        else if (line.KeyIs("classes"u8))
        {
            read.Classes = ReadClasses(ref line, tables);
        }
        else if (line.KeyIs("context"u8))
        {
            string name = line.ReadString("\"context\"");
            read.Context = tables.Contexts.TryGetValue(name, out InterruptContext? known) ? known : throw line.Error($"context \"{name}\" was never introduced.");
        }
        else if (line.KeyIs("compared"u8))
        {
            ReadCompared(ref line, in read);
        }
        else
        {
            LockKind kind = read.ClassKind ?? default;
            if (DeclarationReader.TryReadKind(ref line, ref kind))
            {
                read.ClassKind = kind;
            }
            else
            {
                line.Skip();
            }
        }
    }

    private static FlowOperation Make(ref JsonLine line, int position, string word, in Arguments read)
    {
        OperationCode code = read.Code;
        string? missing = code switch
        {
            _ when read.Flow is null && !TraceNames.IsForChecker(code) => "flow",
            _ when read.Map.Class is null && TraceNames.NeedsLock(code) => "lock",
            OperationCode.SetClass or OperationCode.Initialize or OperationCode.DeclareRank or OperationCode.Unregister when read.Class is null => "class",
            OperationCode.DeclareOrder when read.Classes is null => "classes",
            OperationCode.Enter or OperationCode.Leave or OperationCode.Disable or OperationCode.Enable or OperationCode.AssertEnabled
                when read.Context is null => "context",
            OperationCode.Started or OperationCode.Joined or OperationCode.HandOver when read.Other is null => "other",
            _ => null,
        };
        if (missing is not null)
        {
            throw line.ErrorAt(position, $"\"{word}\" needs a \"{missing}\".");
        }

        if (code == OperationCode.SetClass && (read.Number < 0 || read.Number >= LockClass.Subclasses))
        {
            throw line.ErrorAt(position, "the subclass of a lock must be 0 to 7.");
        }

        bool hasOptions = TraceNames.HasOptions(code);
        return new FlowOperation(code, read.Flow)
        {
            Map = read.Map,
            Options = new AcquireOptions(
                read.Mode ?? LockMode.Exclusive, read.Kind, hasOptions ? read.Number : 0, read.Nest, read.Outer, read.IsUnchecked),
            HasMode = read.Mode is not null && !hasOptions,
            Context = read.Context,
            Other = read.Other,
            Class = read is { Class: { } type, ClassKind: { } kind } ? type.SeenAs(kind) : read.Class,
            Classes = read.Classes,
            Number = hasOptions ? 0 : read.Number,
            Flag = read.Flag,
            Name = read.Name,
            Position = read.Position,
        };
    }

    private static LockFlow ReadFlow(ref JsonLine line, RecordedTables tables)
    {
        long number = line.ReadLong("a flow");
        return tables.Flows.TryGetValue(number, out LockFlow? flow) ? flow : throw line.Error($"flow {number} was never introduced.");
    }

    private static LockMap ReadLock(ref JsonLine line, RecordedTables tables)
    {
        long number = line.ReadLong("a lock");
        return tables.Locks.TryGetValue(number, out LockMap map) ? map : throw line.Error($"lock {number} was never introduced.");
    }

    private static List<LockClass> ReadClasses(ref JsonLine line, RecordedTables tables)
    {
        var classes = new List<LockClass>();
        line.ReadStartOfArray("\"classes\"");
        for (line.Read(); line.Token != JsonTokenType.EndArray; line.Read())
        {
            classes.Add(DeclarationReader.GetClass(ref line, tables));
        }

        return classes;
    }

    private static void ReadCompared(ref JsonLine line, in Arguments read)
    {
        if (read.Map.Owner is not RecordedOwner owner)
        {
            throw line.Error("\"compared\" needs a \"lock\" before it that has an owner.");
        }

        line.ReadStartOfArray("\"compared\"");
        for (line.Read(); line.Token != JsonTokenType.EndArray; line.Read())
        {
            if (line.Token != JsonTokenType.StartArray)
            {
                throw line.Error("each of \"compared\" must be an array of a lock and an answer.");
            }

            long held = line.ReadLong("a lock");
            line.Read();
            owner.Learn(held, line.Token == JsonTokenType.Null ? null : line.GetInt("an answer"));
            line.Read();
            if (line.Token != JsonTokenType.EndArray)
            {
                throw line.Error("each of \"compared\" must be an array of a lock and an answer.");
            }
        }
    }

    /// <summary>What was read so far, in any order of keys.</summary>
    private struct Arguments
    {
        public OperationCode Code;
        public LockFlow? Flow;
        public LockFlow? Other;
        public LockMap Map;
        public LockMap Nest;
        public LockMode? Mode;
        public AcquireKind Kind;
        public WaitType Outer;
        public bool IsUnchecked;
        public LockClass? Class;
        public LockKind? ClassKind;
        public IReadOnlyList<LockClass>? Classes;
        public InterruptContext? Context;
        public CodePosition? Position;
        public int Number;
        public int Place;
        public bool Flag;
        public string? Name;
    }
}
