using System.CommandLine;
using System.CommandLine.Parsing;

namespace LockValidator;

/// <summary><c>lockvalidator replay FILE...</c></summary>
internal static class ReplayCommand
{
    private const string Text = "text";
    private const string Json = "json";
    private const string Kernel = "kernel";

    /// <summary>A line has to fit in one buffer.</summary>
    private const int LargestMaxLine = 1 << 30;

    public static Command Create(ReplayConsole console)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Traces: .jsonl, the same compressed with gzip, or - for standard input. Formats 1 and 2, told apart by line.",
            Arity = ArgumentArity.OneOrMore,
        };
        files.Validators.Add(static result => CheckFiles(result));
        var format = new Option<string>("--format") { Description = "text: reports and a summary. json: one object a scenario.", DefaultValueFactory = static _ => Text };
        format.AcceptOnlyFromAmong(Text, Json);
        var layout = new Option<string>("--layout") { Description = "How a report is laid out: text (ours) or kernel.", DefaultValueFactory = static _ => Text };
        layout.AcceptOnlyFromAmong(Text, Kernel);
        var state = new Option<bool>("--state") { Description = "Also what was known at the end: usage, edges, held, chains." };
        var expect = new Option<bool>("--expect") { Description = "Compare each scenario with its own verdict; print what disagrees and how many agree." };
        var maxLine = new Option<int>("--max-line") { Description = "The longest line that is accepted, in bytes.", DefaultValueFactory = static _ => ReplayOptions.DefaultMaxLine };
        maxLine.Validators.Add(static result => Check(result));
        var command = new Command("replay", "Replays recorded traces of lock operations and reports what they prove.") { files, format, layout, state, expect, maxLine };
        command.SetAction(parsed => new TraceReplay(
            new ReplayOptions
            {
                Files = parsed.GetRequiredValue(files),
                Json = parsed.GetValue(format) == Json,
                KernelLayout = parsed.GetValue(layout) == Kernel,
                State = parsed.GetValue(state),
                Expect = parsed.GetValue(expect),
                MaxLine = parsed.GetValue(maxLine),
            },
            console).Run());
        return command;
    }

    /// <summary>What is meant as an option must not pass for a file; one of such a name is written "./-name".</summary>
    private static void CheckFiles(ArgumentResult result)
    {
        foreach (Token token in result.Tokens)
        {
            if (token.Value.StartsWith('-') && token.Value != TraceInput.StandardInput)
            {
                result.AddError($"'{token.Value}' is not an option of replay.");
            }
        }
    }

    private static void Check(OptionResult result)
    {
        if (result.Errors.Any())
        {
            return;
        }

        if (result.Tokens is [var token] && (!int.TryParse(token.Value, out int bytes) || bytes is < 1 or > LargestMaxLine))
        {
            result.AddError($"--max-line must be 1 to {LargestMaxLine} bytes, not '{token.Value}'.");
        }
    }
}
