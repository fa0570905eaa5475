namespace LockValidator;

/// <summary>The words of format 1.</summary>
internal static class ScenarioWords
{
    /// <summary>All instances of this class are one class without order.</summary>
    public const string NoValidate = "__novalidate__";

    /// <summary>What that class is called in verdicts.</summary>
    public const string NoValidateLabel = "__lockdep_no_validate__";

    /// <summary>Instances of this class are not tracked.</summary>
    public const string NoTrack = "__notrack__";

    /// <summary>"SetClass" is "set_class": each name by its <see cref="ScenarioCode"/>.</summary>
    public static IReadOnlyList<string> Operations { get; } = [.. Enum.GetNames<ScenarioCode>().Select(ToWord)];

    public static bool TryParse(string word, out WaitType type)
    {
        type = word switch
        {
            "inv" => WaitType.Inherit,
            "free" => WaitType.Free,
            "spin" => WaitType.Spin,
            "config" => WaitType.Config,
            "sleep" => WaitType.Sleep,
            "max" => WaitType.Max,
            _ => (WaitType)(-1),
        };
        return type >= 0;
    }

    public static bool TryParse(string word, out LockClassType type)
    {
        type = word switch
        {
            "normal" => LockClassType.Normal,
            "percpu" => LockClassType.PerCpu,
            "wait_override" => LockClassType.WaitOverride,
            _ => (LockClassType)(-1),
        };
        return type >= 0;
    }

    public static bool NeedsLock(ScenarioCode code) => code <= ScenarioCode.AssertNotHeld;

    public static bool NeedsClass(ScenarioCode code) => code is ScenarioCode.SetClass or ScenarioCode.Init or ScenarioCode.ZapClass;

    private static string ToWord(string name) => string.Concat(
        name.Select(static (letter, i) => char.IsUpper(letter) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
}
