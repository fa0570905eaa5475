namespace LockValidator.Tests;

/// <summary>Calls on one lock by one thread, played on the BCL's Lock and on ours, with the outcome of each call.</summary>
internal static class LockScript
{
    public static readonly string[] Calls =
    [
        "Enter", "Exit", "TryEnter", "TryEnter 0", "TryEnter 3", "TryEnter -1", "TryEnter -2", "TryEnterFor 0", "TryEnterFor 3", "TryEnterFor -1",
        "TryEnterFor -2", "TryEnterFor 1e12", "IsHeld", "Scope", "ScopeTwice", "ScopeExited", "DefaultScope",
    ];

    public static string PlayBcl(string script)
    {
        var gate = new Lock();
        return Play(script, call => call[0] switch
        {
            "Enter" => Outcome.Of(gate.Enter),
            "Exit" => Outcome.Of(gate.Exit),
            "TryEnter" when call.Length == 1 => Outcome.Of(() => gate.TryEnter()),
            "TryEnter" => Outcome.Of(() => gate.TryEnter(int.Parse(call[1], null))),
            "TryEnterFor" => Outcome.Of(() => gate.TryEnter(TimeSpan.FromMilliseconds(double.Parse(call[1], null)))),
            "IsHeld" => Outcome.Of(() => gate.IsHeldByCurrentThread),
            "Scope" => Outcome.Of(() =>
            {
                using (gate.EnterScope())
                {
                    return gate.IsHeldByCurrentThread;
                }
            }),
            "ScopeTwice" => Outcome.Of(() =>
            {
                Lock.Scope scope = gate.EnterScope();
                scope.Dispose();
                scope.Dispose();
            }),
            "ScopeExited" => Outcome.Of(() =>
            {
                Lock.Scope scope = gate.EnterScope();
                gate.Exit();
                scope.Dispose();
            }),
            _ => Outcome.Of(() => default(Lock.Scope).Dispose()),
        });
    }

    /// <summary>Called also where validation is off, so it makes a checker only where it is on.</summary>
    public static string PlayOurs(string script)
    {
        if (!LockValidation.IsEnabled)
        {
            return PlayOursHere(script);
        }

        string outcome = "";
        using var run = new FlowRun();
        run.As("script", () => outcome = PlayOursHere(script));
        return outcome;
    }

    private static string PlayOursHere(string script)
    {
        var gate = new ValidatedLock("gate");
        return Play(script, call => call[0] switch
        {
            "Enter" => Outcome.Of(gate.Enter),
            "Exit" => Outcome.Of(gate.Exit),
            "TryEnter" when call.Length == 1 => Outcome.Of(() => gate.TryEnter()),
            "TryEnter" => Outcome.Of(() => gate.TryEnter(int.Parse(call[1], null))),
            "TryEnterFor" => Outcome.Of(() => gate.TryEnter(TimeSpan.FromMilliseconds(double.Parse(call[1], null)))),
            "IsHeld" => Outcome.Of(() => gate.IsHeldByCurrentThread),
            "Scope" => Outcome.Of(() =>
            {
                using (gate.EnterScope())
                {
                    return gate.IsHeldByCurrentThread;
                }
            }),
            "ScopeTwice" => Outcome.Of(() =>
            {
                ValidatedLock.Scope scope = gate.EnterScope();
                scope.Dispose();
                scope.Dispose();
            }),
            "ScopeExited" => Outcome.Of(() =>
            {
                ValidatedLock.Scope scope = gate.EnterScope();
                gate.Exit();
                scope.Dispose();
            }),
            _ => Outcome.Of(() => default(ValidatedLock.Scope).Dispose()),
        });
    }

    private static string Play(string script, Func<string[], string> play) =>
        string.Join("; ", script.Split("; ").Select(call => $"{call}: {play(call.Split(' '))}"));
}
