using System.CommandLine;
using System.CommandLine.Parsing;

namespace LockValidator;

/// <summary><c>lockvalidator baseline FILE... --reason TEXT</c></summary>
internal static class BaselineCommand
{
    public static Command Create(ReplayConsole console)
    {
        Argument<string[]> files = GraphCommands.Files();
        var reason = new Option<string>("--reason") { Description = "Why what is new is allowed. Never made up: each entry has one.", Required = true };
        reason.Validators.Add(static result => CheckReason(result));
        var expires = new Option<string?>("--expires") { Description = "The last day on which it is allowed, as 2027-01-31 (UTC)." };
        expires.Validators.Add(result => CheckDay(result, console.Clock));
        Option<string?> baseline = ReportCommand.BaselineOption();
        var command = new Command("baseline", "Adds what graph files prove to the file of what is allowed. What stands there is kept as it is written.") { files, reason, expires, baseline };
        command.SetAction(parsed => BadInput.TryRun(console, () => BaselineUpdate.Run(
            parsed.GetRequiredValue(files),
            parsed.GetValue(baseline) ?? LockBaseline.UsualFileName,
            parsed.GetRequiredValue(reason).Trim(),
            parsed.GetValue(expires) is { } day && BaselineReader.TryReadDay(day, out DateOnly last) ? last : null,
            console)) ? ExitCodes.Clean : ExitCodes.BadInput);
        return command;
    }

    private static void CheckReason(OptionResult result)
    {
        if (result.Tokens is [var token] && string.IsNullOrWhiteSpace(token.Value))
        {
            result.AddError("--reason must say why what is new is allowed.");
        }
    }

    private static void CheckDay(OptionResult result, TimeProvider clock)
    {
        if (result.Tokens is not [var token])
        {
            return;
        }

        if (!BaselineReader.TryReadDay(token.Value, out DateOnly day))
        {
            result.AddError($"--expires must be a day such as 2027-01-31, not '{token.Value}'.");
        }
        else if (day < DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
        {
            result.AddError($"--expires must be a day that is not over (UTC), not '{token.Value}'.");
        }
    }
}
