using System.CommandLine;

namespace LockValidator;

/// <summary>The command <c>lockvalidator</c>.</summary>
internal static class CommandLine
{
    /// <summary>Runs it.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, ReplayConsole console)
    {
        var root = new RootCommand("Validates the order in which locks are taken, from recorded traces and graph files.") { ReplayCommand.Create(console), ReportCommand.Create(console), BaselineCommand.Create(console) };
        foreach (Command command in GraphCommands.Create(console))
        {
            root.Add(command);
        }

        // A file name may begin with "@": no response files.
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (string message in parsed.Errors.Select(static wrong => wrong.Message).Distinct())
            {
                console.Error.WriteLine(message);
            }

            console.Error.WriteLine("See lockvalidator --help.");
            return ExitCodes.BadInput;
        }

        return parsed.Invoke(new InvocationConfiguration { Output = console.Output, Error = console.Error, EnableDefaultExceptionHandler = false });
    }
}
