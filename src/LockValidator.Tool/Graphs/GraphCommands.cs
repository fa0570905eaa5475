using System.CommandLine;

namespace LockValidator;

/// <summary>The commands that work on graph files.</summary>
internal static class GraphCommands
{
    public static IEnumerable<Command> Create(ReplayConsole console) => [Merge(console), Graph(console), Diff(console), Explain(console), Suggest(console)];

    private static Command Merge(ReplayConsole console)
    {
        Argument<string[]> files = Files();
        var output = new Option<string?>("--output", "-o") { Description = "Write the union to this file." };
        var failOn = Choice.Option<FailOn>("--fail-on", "Exit with 1 if there is a finding that is possible (a verdict that fails builds), any, or live.");
        Option<string?> baseline = ReportCommand.BaselineOption();
        var command = new Command("merge", "Unites graph files of runs, shards and processes, and judges the union.") { files, output, failOn, baseline };
        command.SetAction(parsed => GraphFileInput.With(
            console,
            parsed.GetRequiredValue(files),
            parsed.GetValue(baseline),
            (graph, allowed) => MergeReport.Run(console, graph, allowed, parsed.GetValue(output), parsed.GetValue(failOn))));
        return command;
    }

    private static Command Graph(ReplayConsole console)
    {
        Argument<string[]> files = Files();
        var format = Choice.Option<GraphFormat>("--format", "dot, mermaid, json, or html: one page that needs nothing else.");
        var output = new Option<string?>("--output", "-o") { Description = "Write to this file instead of standard output." };
        var cycles = new Option<bool>("--cycles") { Description = "Only the orders of cycles." };
        Option<string?> baseline = ReportCommand.BaselineOption();
        var command = new Command("graph", "Draws the union of graph files.") { files, format, output, cycles, baseline };
        command.SetAction(parsed => GraphFileInput.With(
            console,
            parsed.GetRequiredValue(files),
            parsed.GetValue(baseline),
            (graph, allowed) => GraphDrawing.Run(console, graph, allowed, parsed.GetValue(format), parsed.GetValue(cycles), parsed.GetValue(output))));
        return command;
    }

    private static Command Diff(ReplayConsole console)
    {
        var before = new Argument<string>("OLD") { Description = "A graph file, or a folder of them." };
        var after = new Argument<string>("NEW") { Description = "A graph file, or a folder of them." };
        var command = new Command("diff", "Compares two graphs: new classes, new orders, and orders that turned round. Exits with 1 if they differ.") { before, after };
        command.SetAction(parsed => GraphFileInput.With(
            console,
            [parsed.GetRequiredValue(before)],
            old => GraphFileInput.With(console, [parsed.GetRequiredValue(after)], now => new GraphDifference(old, now).Write(console.Output))));
        return command;
    }

    private static Command Explain(ReplayConsole console)
    {
        var from = new Argument<string>("A") { Description = "A lock class: its name, its stable id, or a part that no other has." };
        var to = new Argument<string>("B") { Description = "Another one." };
        Argument<string[]> files = Files();
        var command = new Command("explain", "Shows why A comes before B: the orders from one to the other, with the stacks. Exits with 1 if it does not.") { from, to, files };
        command.SetAction(parsed => GraphFileInput.With(
            console,
            parsed.GetRequiredValue(files),
            graph => OrderExplanation.Write(console, graph, parsed.GetRequiredValue(from), parsed.GetRequiredValue(to))));
        return command;
    }

    private static Command Suggest(ReplayConsole console)
    {
        Argument<string[]> files = Files();
        var command = new Command("suggest", "Names for each cycle the order that is made in the fewest places, and where they are.") { files };
        command.SetAction(parsed => GraphFileInput.With(console, parsed.GetRequiredValue(files), graph => CycleSuggestions.Write(console.Output, graph)));
        return command;
    }

    /// <summary>The files of a command, or folders of them.</summary>
    public static Argument<string[]> Files()
    {
        var files = new Argument<string[]>("FILE") { Description = "Graph files (LOCKVALIDATION_OUT), or folders of them.", Arity = ArgumentArity.OneOrMore };
        files.Validators.Add(static result =>
        {
            // What is meant as an option must not pass for a file; one of such a name is written "./-name".
            foreach (var token in result.Tokens.Where(static token => token.Value.StartsWith('-')))
            {
                result.AddError($"'{token.Value}' is not an option of this command.");
            }
        });
        return files;
    }
}
