using System.CommandLine;
using System.CommandLine.Parsing;

namespace LockValidator;

/// <summary><c>lockvalidator report FILE...</c></summary>
internal static class ReportCommand
{
    public static Command Create(ReplayConsole console)
    {
        Argument<string[]> files = GraphCommands.Files();
        var format = new Option<string>("--format") { Description = "What is written to standard output: " + string.Join(", ", FindingsFormats.Names) + ".", DefaultValueFactory = static _ => FindingsFormats.Default };
        format.AcceptOnlyFromAmong([.. FindingsFormats.Names]);
        var write = new Option<string[]>("--write") { Description = "Also to a file, as FORMAT=FILE; may be given several times.", DefaultValueFactory = static _ => [] };
        write.Validators.Add(static result => CheckWrite(result));
        var failOn = Choice.Option<FailOn>("--fail-on", "What makes the exit code 1: possible (the default), any (also what is of no danger so far), live.");
        Option<string?> baseline = BaselineOption();
        var root = new Option<string?>("--root") { Description = "The root of the sources: files are named relative to it." };
        root.Validators.Add(static result => CheckRoot(result));
        var command = new Command("report", "Judges graph files and reports what they prove, for people and for build servers.") { files, format, write, failOn, baseline, root };
        command.SetAction(parsed => Run(
            console,
            () =>
            {
                LockBaseline allowed = BaselineFile.Read(parsed.GetValue(baseline));
                return GraphReport.Of(GraphFileInput.Read(parsed.GetRequiredValue(files), allowed), allowed, parsed.GetValue(failOn), parsed.GetValue(root), console.Clock);
            },
            parsed.GetRequiredValue(format),
            parsed.GetRequiredValue(write)));
        return command;
    }

    public static Option<string?> BaselineOption() => new("--baseline") { Description = "The file of what is allowed; lockvalidator.json where there is one." };

    private static int Run(ReplayConsole console, Func<GraphFindings> judge, string format, IReadOnlyList<string> writes)
    {
        if (!BadInput.TryRead(console, judge, out GraphFindings? findings))
        {
            return ExitCodes.BadInput;
        }

        foreach ((string name, string file) in writes.Select(Split))
        {
            if (!OutputFile.TryWrite(console, file, path => Write(findings, name, path)))
            {
                return ExitCodes.BadInput;
            }
        }

        FindingsFormats.Of(format).Write(findings, console.Output);
        return findings.IsFailing ? ExitCodes.Findings : ExitCodes.Clean;
    }

    private static void Write(GraphFindings findings, string format, string path)
    {
        using var output = new StreamWriter(path) { NewLine = "\n" };
        FindingsFormats.Of(format).Write(findings, output);
    }

    private static (string Format, string File) Split(string write)
    {
        int equals = write.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? ("", write) : (write[..equals], write[(equals + 1)..]);
    }

    private static void CheckRoot(OptionResult result)
    {
        if (result.Tokens is [var token] && !Directory.Exists(token.Value))
        {
            result.AddError($"--root: there is no folder '{token.Value}'.");
        }
    }

    private static void CheckWrite(OptionResult result)
    {
        foreach (Token token in result.Tokens)
        {
            (string format, string file) = Split(token.Value);
            if (!FindingsFormats.Names.Contains(format) || file.Length == 0)
            {
                result.AddError($"--write must be FORMAT=FILE with one of {string.Join(", ", FindingsFormats.Names)}, not '{token.Value}'.");
            }
        }
    }
}
