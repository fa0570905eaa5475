namespace LockValidator;

/// <summary>Words for findings about waiting where the surroundings do not allow it.</summary>
internal static class WaitWording
{
    public static Wording InvalidContext(Violation violation)
    {
        string name = LockText.Name(violation.Acquiring);
        return new()
        {
            Danger = "possible invalid wait context",
            Fact = "invalid wait context",
            Title = "Invalid wait context",
            What = violation.WaitContext is { } detail
                ? $"{name} {Needs(detail.Required)}, but {Limit(detail)} {Allows(detail.Available)}"
                : $"{name} may wait longer than its surroundings allow",
            Rule = Levels(violation),
            Advice = violation.WaitContext is { Limit: { } limit }
                ?
                [
                    $"Take {name} before {LockText.Name(limit)} or after its release,",
                    "or make both locks of one kind: a lock may only cover locks that wait no longer than it does.",
                ]
                : AskLater,
            ShowsLevels = true,
        };
    }

    public static Wording BlockingNotAllowed(Violation violation) => new()
    {
        Danger = "possible blocking where it is not allowed",
        Fact = "blocking where it is not allowed",
        Title = "Blocking not allowed",
        What = violation.WaitContext is { } detail
            ? $"code that may block runs where {Limit(detail)} {Allows(detail.Available)}"
            : "code that may block runs where blocking is not allowed",
        Rule = Levels(violation),
        Advice = violation.WaitContext is { Limit: { } limit }
            ? [$"Block before {LockText.Name(limit)} is taken or after its release, or use a call that does not block."]
            : AskLater,
        ShowsLevels = true,
    };

    public static Wording Circular(Violation violation)
    {
        string taken = LockText.Name(violation.Acquiring);
        string held = LockText.Name(violation.Holding);
        bool waits = violation.Acquiring?.Class.Kind.Type == LockClassType.Wait;
        bool completes = violation.Holding?.Class.Kind.Type == LockClassType.Wait;
        string circle = violation.Cycle.Count > 2 ? $", which closes a circle of {SafeText.Number(violation.Cycle.Count)} steps" : "";
        return new()
        {
            Danger = "possible deadlock",
            Fact = "deadlock",
            Title = "Circular wait",
            What = (waits, completes, circle) switch
            {
                (true, _, "") => $"{taken} is waited for while {held} is held, and what completes it takes {held}",
                (true, _, _) => $"{taken} is waited for while {held} is held{circle}",
                (_, true, "") => $"what completes {held} takes {taken}, and {held} is waited for while {taken} is held",
                (_, true, _) => $"what completes {held} takes {taken}{circle}",
                _ => $"{taken} is acquired while {held} is held{circle}",
            },
            Advice =
            [
                waits ? $"Release {held} before {taken} is waited for, or await it with nothing held." : completes
                    ? $"Wait for {held} with nothing held, or complete it without {taken}."
                    : "Wait with nothing held, or complete what is waited for without these locks.",
                "Waiting for what needs none of the held locks is fine: that is not reported.",
            ],
        };
    }

    private static string[] AskLater => ["Hand the work to a flow that may wait (a queue, a work item), or use a try that does not wait."];

    private static string Limit(WaitContextDetail detail) =>
        detail.Limit is { } limit ? $"{LockText.Name(limit)} is held and" : $"the context {SafeText.Name(detail.Context)}";

    private static string Needs(WaitType type) => type switch
    {
        WaitType.Spin => "spins",
        WaitType.Config => "may spin, or sleep in the real-time model",
        WaitType.Sleep => "may put the thread to sleep",
        WaitType.Max => "may wait across an await",
        _ => "does not wait",
    };

    private static string Allows(WaitType type) => type switch
    {
        WaitType.Spin => "allows only spinning",
        WaitType.Config => "allows only spinning locks, raw or not",
        WaitType.Sleep => "allows no wait across an await",
        WaitType.Max => "allows everything",
        _ => "allows no waiting",
    };

    private static (string, string)[] Levels(Violation violation)
    {
        if (violation.WaitContext is not { } detail)
        {
            return [];
        }

        string limit = detail.Limit is { } held
            ? $"set by {LockText.Name(held)} {LockText.Levels(held.Class)}"
            : $"set by the context {SafeText.Name(detail.Context)}";
        return
        [
            ("needed", $"{detail.Required}, level {detail.Model.Level(detail.Required)}"),
            ("allowed", $"{detail.Available}, level {detail.Model.Level(detail.Available)}, {limit}"),
            ("context", $"{SafeText.Name(detail.Context)}, level {detail.ContextLevel}; wait model {detail.Model}"),
            ("{x:y}", "x: the level that a lock needs around it; y: the level that may be taken under it"),
        ];
    }
}
