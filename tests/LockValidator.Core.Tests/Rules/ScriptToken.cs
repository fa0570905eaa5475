namespace LockValidator.Core.Tests.Rules;

/// <summary>One word of a script.</summary>
/// <remarks>
/// A script is "FLOW: words; FLOW: words". At the end of a statement the flow releases all and leaves all, last first; with "..."
/// at its end it keeps them.
/// <list type="bullet">
/// <item>A lock: <c>A</c>, <c>A#2</c> another instance, <c>A/1</c> subclass, <c>A^N</c> nested under N; then how, in any number:
/// <c>.r</c> shared, <c>.rr</c> recursively shared, <c>.u</c> upgradeable, <c>.try</c>, <c>.timed</c>, <c>.told</c> announced,
/// <c>.nochk</c> unchecked, <c>.free</c> and <c>.sleep</c> outer wait types.</item>
/// <item><c>-A</c> release, <c>=A</c> sync, <c>~A</c> downgrade, <c>?A</c> might acquire.</item>
/// <item><c>{hard</c> enters a context, <c>}</c> leaves it after releasing what was taken in it; <c>!hard</c> disables, <c>+hard</c> enables.</item>
/// </list>
/// </remarks>
internal sealed record ScriptToken(char Sign, string Name, IReadOnlyList<string> How, int Subclass, string? Nest)
{
    public static ScriptToken Parse(string word)
    {
        char sign = "-=~?{}!+".Contains(word[0], StringComparison.Ordinal) ? word[0] : ' ';
        string[] parts = (sign == ' ' ? word : word[1..]).Split('.');
        string[] nested = parts[0].Split('^');
        string[] leveled = nested[0].Split('/');
        return new ScriptToken(
            sign,
            leveled[0],
            parts[1..],
            leveled.Length > 1 ? int.Parse(leveled[1], System.Globalization.CultureInfo.InvariantCulture) : 0,
            nested.Length > 1 ? nested[1] : null);
    }

    public LockMode Mode => Has("rr") ? LockMode.SharedRecursive : Has("r") ? LockMode.Shared : Has("u") ? LockMode.Upgradeable : LockMode.Exclusive;

    public bool Has(string how) => How.Contains(how);

    public AcquireOptions Options(Script script) => new(
        Mode,
        Has("try") ? AcquireKind.Try : Has("timed") ? AcquireKind.Timed : Has("told") ? AcquireKind.Announced : AcquireKind.Blocking,
        Subclass,
        Nest is null ? default : script.Lock(Nest),
        Has("free") ? WaitType.Free : Has("sleep") ? WaitType.Sleep : WaitType.Inherit,
        Has("nochk"));

    public InterruptContext Context => Name switch
    {
        "hard" => InterruptContext.Hard,
        "soft" => InterruptContext.Soft,
        "nmi" => InterruptContext.Nmi,
        "audio" => InterruptContext.Define("audio", WaitType.Spin),
        "pulse" => InterruptContext.Define("pulse", WaitType.Spin),
        "idle" => InterruptContext.Define("idle", WaitType.Max),
        _ => throw new ArgumentException($"No context '{Name}'.", Name),
    };
}
