using System.Text.Json;

namespace LockValidator;

/// <summary>Reads a header line of a recording: how the checker worked that is recorded.</summary>
internal static class HeaderReader
{
    private const string RulePrefix = "LV";

    /// <summary>The line is at the value of "trace".</summary>
    public static LockCheckerOptions Read(ref JsonLine line, RecordedTables tables)
    {
        int version = line.ReadInt("\"trace\"");
        if (version != TraceNames.Version)
        {
            throw line.Error($"trace format {version} is not known here; this tool reads formats 1 and {TraceNames.Version}.");
        }

        var options = new LockCheckerOptions { Baseline = LockBaseline.Empty };
        while (line.ReadProperty())
        {
            if (line.KeyIs("execution"u8))
            {
                options = options with { Execution = line.ReadString("\"execution\"") };
            }
            else if (line.KeyIs("waitModel"u8))
            {
                string word = line.ReadString("\"waitModel\"");
                options = options with
                {
                    WaitModel = TraceNames.TryParse(word, out WaitModel model) ? model : throw line.Error($"\"{word}\" is not a wait model."),
                };
            }
            else if (line.KeyIs("fairReadersExact"u8))
            {
                options = options with { FairReadersExact = line.ReadFlag("\"fairReadersExact\"") };
            }
            else if (line.KeyIs("kernelRules"u8))
            {
                options = options with { KernelRules = line.ReadFlag("\"kernelRules\"") };
            }
            else if (line.KeyIs("policies"u8))
            {
                options = ReadPolicies(ref line, options);
            }
            else if (line.KeyIs("contexts"u8))
            {
                ReadContexts(ref line, tables);
            }
            else
            {
                line.Skip();
            }
        }

        return options;
    }

    /// <summary>Defines a context as the recorded program had it.</summary>
    public static void Define(ref JsonLine line, RecordedTables tables, string name, WaitType level)
    {
        try
        {
            tables.Contexts[name] = InterruptContext.Define(name, level);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            throw line.Error($"context \"{name}\" cannot be defined beside those of earlier recordings: {failure.Message}");
        }
    }

    /// <summary>Reads the level of a context whose name was read already, to the end of its object.</summary>
    public static WaitType ReadLevel(ref JsonLine line)
    {
        WaitType level = WaitType.Spin;
        while (line.ReadProperty())
        {
            if (line.KeyIs("level"u8))
            {
                string word = line.ReadString("\"level\"");
                level = TraceNames.TryParse(word, out WaitType parsed) ? parsed : throw line.Error($"\"{word}\" is not a wait type.");
            }
            else
            {
                line.Skip();
            }
        }

        return level;
    }

    private static void ReadContexts(ref JsonLine line, RecordedTables tables)
    {
        line.ReadStartOfArray("\"contexts\"");
        for (line.Read(); line.Token != JsonTokenType.EndArray; line.Read())
        {
            if (line.Token != JsonTokenType.StartObject || !line.ReadProperty() || !line.KeyIs("context"u8))
            {
                throw line.Error("a context must be an object that begins with \"context\".");
            }

            string name = line.ReadString("\"context\"");
            Define(ref line, tables, name, ReadLevel(ref line));
        }
    }

    /// <summary>
    /// What a policy did to the recorded run counts: an ignored finding was never seen, and a lock whose acquisition threw was not
    /// taken. Ending the process is not for a replay.
    /// </summary>
    private static LockCheckerOptions ReadPolicies(ref JsonLine line, LockCheckerOptions options)
    {
        var policies = new Dictionary<ViolationKind, ViolationPolicy>();
        ViolationPolicy byDefault = ViolationPolicy.Report;
        line.ReadStartOfObject("\"policies\"");
        while (line.ReadProperty())
        {
            string key = line.GetString("a rule");
            string word = line.ReadString("a policy");
            if (!TraceNames.TryParse(word, out ViolationPolicy policy))
            {
                throw line.Error($"\"{word}\" is not a policy.");
            }

            policy = policy == ViolationPolicy.FailFast ? ViolationPolicy.Report : policy;
            if (key == "default")
            {
                byDefault = policy;
            }
            else if (key.StartsWith(RulePrefix, StringComparison.Ordinal) && int.TryParse(key.AsSpan(RulePrefix.Length), out int rule))
            {
                policies[(ViolationKind)rule] = policy;
            }
        }

        return options with { DefaultPolicy = byDefault, Policies = policies };
    }
}
