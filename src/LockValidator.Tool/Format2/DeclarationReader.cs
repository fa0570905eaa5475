using System.Text.Json;

namespace LockValidator;

/// <summary>Reads the lines of a recording that introduce what operations speak of. Each is at the value of its first key.</summary>
internal static class DeclarationReader
{
    public static void ReadClass(ref JsonLine line, RecordedTables tables)
    {
        long number = line.ReadLong("\"class\"");
        int position = line.Position;
        string? id = null;
        string? name = null;
        bool ordered = false;
        ClassTracking tracking = ClassTracking.Full;
        LockKind kind = default;
        while (line.ReadProperty())
        {
            if (line.KeyIs("id"u8))
            {
                id = line.ReadString("\"id\"");
            }
            else if (line.KeyIs("name"u8))
            {
                name = line.ReadString("\"name\"");
            }
            else if (line.KeyIs("ordered"u8))
            {
                ordered = line.ReadFlag("\"ordered\"");
            }
            else if (line.KeyIs("tracking"u8))
            {
                string word = line.ReadString("\"tracking\"");
                tracking = TraceNames.TryParse(word, out ClassTracking parsed) ? parsed : throw line.Error($"\"{word}\" is not a way to track a class.");
            }
            else if (!TryReadKind(ref line, ref kind))
            {
                line.Skip();
            }
        }

        if (id is null)
        {
            throw line.ErrorAt(position, "the class has no \"id\".");
        }

        if (tables.Classes.ContainsKey(number))
        {
            throw line.ErrorAt(position, $"class {number} is introduced twice.");
        }

        tables.Classes.Add(number, LockClass.ForTrace(name ?? id, id, kind, ordered ? RecordedOwner.Order : null, tracking));
    }

    /// <summary>A line about a lock that is known changes what is said of it; it stays the same lock.</summary>
    public static void ReadLock(ref JsonLine line, RecordedTables tables)
    {
        long number = line.ReadLong("\"lock\"");
        int position = line.Position;
        LockClass? type = null;
        LockKind? kind = null;
        int subclass = 0;
        bool reentrant = false;
        bool threadAffine = true;
        bool destroyed = false;
        bool hasOwner = false;
        while (line.ReadProperty())
        {
            if (line.KeyIs("class"u8))
            {
                type = ReadClassNumber(ref line, tables);
            }
            else if (line.KeyIs("subclass"u8))
            {
                subclass = line.ReadInt("\"subclass\"");
                if (subclass is < 0 or >= LockClass.Subclasses)
                {
                    throw line.Error("the subclass of a lock must be 0 to 7.");
                }
            }
            else if (line.KeyIs("reentrant"u8))
            {
                reentrant = line.ReadFlag("\"reentrant\"");
            }
            else if (line.KeyIs("threadAffine"u8))
            {
                threadAffine = line.ReadFlag("\"threadAffine\"");
            }
            else if (line.KeyIs("destroyed"u8))
            {
                destroyed = line.ReadFlag("\"destroyed\"");
            }
            else if (line.KeyIs("owner"u8))
            {
                hasOwner = line.ReadFlag("\"owner\"");
            }
            else
            {
                LockKind read = kind ?? default;
                if (TryReadKind(ref line, ref read))
                {
                    kind = read;
                }
                else
                {
                    line.Skip();
                }
            }
        }

        if (type is null || number <= 0)
        {
            throw line.ErrorAt(position, type is null ? "the lock has no \"class\"." : "the number of a lock must be above 0.");
        }

        object? owner = !hasOwner ? null : tables.Locks.TryGetValue(number, out LockMap known) ? known.Owner : new RecordedOwner(number);
        tables.Locks[number] = LockMap.ForReplay(
            kind is { } own ? type.SeenAs(own) : type, number, reentrant, threadAffine, destroyed, subclass, owner);
    }

    public static void ReadFlow(ref JsonLine line, RecordedTables tables, LockChecker checker)
    {
        long number = line.ReadLong("\"flow\"");
        int position = line.Position;
        string? name = null;
        string? execution = null;
        bool dedicated = true;
        bool request = false;
        long frame = 0;
        while (line.ReadProperty())
        {
            if (line.KeyIs("name"u8))
            {
                name = line.ReadString("\"name\"");
            }
            else if (line.KeyIs("execution"u8))
            {
                execution = line.ReadString("\"execution\"");
            }
            else if (line.KeyIs("frame"u8))
            {
                frame = line.ReadLong("\"frame\"");
            }
            else if (line.KeyIs("request"u8))
            {
                request = line.ReadFlag("\"request\"");
            }
            else if (line.KeyIs("dedicated"u8))
            {
                dedicated = line.ReadFlag("\"dedicated\"");
            }
            else
            {
                line.Skip();
            }
        }

        if (name is null)
        {
            throw line.ErrorAt(position, "the flow has no \"name\".");
        }

        // A flow that went on after its end is named again, and is the same.
        if (!tables.Flows.TryGetValue(number, out LockFlow? flow))
        {
            tables.Add(number, flow = tables.Ended(number) ?? new LockFlow(checker, name, dedicated));
        }

        if (execution is not null)
        {
            flow.ReplayedExecution = execution.Length == 0 ? null : tables.Frame(execution, frame, request);
        }
    }

    public static void ReadContext(ref JsonLine line, RecordedTables tables)
    {
        string name = line.ReadString("\"context\"");
        HeaderReader.Define(ref line, tables, name, HeaderReader.ReadLevel(ref line));
    }

    public static void ReadPlace(ref JsonLine line, RecordedTables tables)
    {
        long number = line.ReadLong("\"at\"");
        var frames = new List<string>();
        while (line.ReadProperty())
        {
            if (!line.KeyIs("frames"u8))
            {
                line.Skip();
                continue;
            }

            line.ReadStartOfArray("\"frames\"");
            for (line.Read(); line.Token != JsonTokenType.EndArray; line.Read())
            {
                frames.Add(line.GetString("a frame"));
            }
        }

        if (number is <= 0 or > int.MaxValue)
        {
            throw line.Error("the number of a place must be above 0.");
        }

        tables.Places[(int)number] = CodePosition.FromText(frames);
    }

    public static LockClass ReadClassNumber(ref JsonLine line, RecordedTables tables)
    {
        line.Read();
        return GetClass(ref line, tables);
    }

    public static LockClass GetClass(ref JsonLine line, RecordedTables tables)
    {
        long number = line.GetLong("a class");
        return tables.Classes.TryGetValue(number, out LockClass? type) ? type : throw line.Error($"class {number} was never introduced.");
    }

    /// <summary>Reads one of the keys that make up a kind, if the line is at one.</summary>
    public static bool TryReadKind(ref JsonLine line, ref LockKind kind)
    {
        if (line.KeyIs("inner"u8))
        {
            kind = kind with { Inner = ReadWaitType(ref line) };
        }
        else if (line.KeyIs("outer"u8))
        {
            kind = kind with { Outer = ReadWaitType(ref line) };
        }
        else if (line.KeyIs("type"u8))
        {
            string word = line.ReadString("\"type\"");
            kind = kind with { Type = TraceNames.TryParse(word, out LockClassType type) ? type : throw line.Error($"\"{word}\" is not a lock type.") };
        }
        else
        {
            return false;
        }

        return true;
    }

    public static WaitType ReadWaitType(ref JsonLine line)
    {
        string word = line.ReadString("a wait type");
        return TraceNames.TryParse(word, out WaitType type) ? type : throw line.Error($"\"{word}\" is not a wait type.");
    }
}
