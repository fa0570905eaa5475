using static LockValidator.Tests.LockCalls;

namespace LockValidator.Tests;

/// <summary>The calls of scripts for Monitor.</summary>
internal static class MonitorCalls
{
    private delegate void WithFlag(dynamic gate, ref bool taken);

    public static Call[] All { get; } =
    [
        Do("Enter", gate => gate.Enter()), Flagged("Enter", false, (dynamic gate, ref bool taken) => gate.Enter(ref taken)), Flagged("Enter", true, (dynamic gate, ref bool taken) => gate.Enter(ref taken)),
        new("TryEnter", gate => gate.TryEnter()), .. Timed("TryEnter", (gate, ms) => gate.TryEnter(ms), (gate, span) => gate.TryEnter(span)),
        Flagged("TryEnter", false, (dynamic gate, ref bool taken) => gate.TryEnter(ref taken)), Flagged("TryEnter", true, (dynamic gate, ref bool taken) => gate.TryEnter(ref taken)),
        Flagged("TryEnter 1", false, (dynamic gate, ref bool taken) => gate.TryEnter(1, ref taken)), Flagged("TryEnter -2", true, (dynamic gate, ref bool taken) => gate.TryEnter(-2, ref taken)),
        Flagged("TryEnter -2", false, (dynamic gate, ref bool taken) => gate.TryEnter(-2, ref taken)),
        Flagged("TryEnter span", false, (dynamic gate, ref bool taken) => gate.TryEnter(TimeSpan.Zero, ref taken)), Flagged("TryEnter max", false, (dynamic gate, ref bool taken) => gate.TryEnter(TimeSpan.MaxValue, ref taken)),
        .. Attempts("Wait", (gate, ms) => gate.Wait(ms), (gate, span) => gate.Wait(span)), Do("Pulse", gate => gate.Pulse()), Do("PulseAll", gate => gate.PulseAll()),
        .. Enumerable.Range(0, 10).Select(_ => Do("Exit", gate => gate.Exit())), new("IsEntered", gate => gate.IsEntered()),
        .. Enumerable.Range(0, 7).Select(which => Do($"null {which}", gate => gate.NullOf(which))),
    ];

    private static Call Flagged(string name, bool before, WithFlag call) => new($"{name} ref {before}", gate =>
    {
        bool taken = before;
        string outcome = Outcome.Of(() => call(gate, ref taken));
        return $"{outcome}, taken {taken}";
    });
}
