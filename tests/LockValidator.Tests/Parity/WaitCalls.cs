using System.Globalization;
using static LockValidator.Tests.LockCalls;

namespace LockValidator.Tests;

/// <summary>The calls of scripts for things that are waited for.</summary>
internal static class WaitCalls
{
    private static readonly CancellationToken s_cancelled = new(true);

    public static Call[] Countdown { get; } =
    [
        .. Waits(), Do("Wait", it => { if (it.IsSet) { it.Wait(); } }),
        new("Signal", it => it.Signal()), new("Signal(2)", it => it.Signal(2)), new("Signal(0)", it => it.Signal(0)), Do("AddCount", it => it.AddCount()),
        Do("AddCount(2)", it => it.AddCount(2)), Do("AddCount(0)", it => it.AddCount(0)), new("TryAddCount", it => it.TryAddCount()), new("TryAddCount(3)", it => it.TryAddCount(3)),
        new("TryAddCount(-1)", it => it.TryAddCount(-1)), Do("Reset", it => it.Reset()), Do("Reset(2)", it => it.Reset(2)), Do("Reset(-1)", it => it.Reset(-1)),
        new("state", it => string.Create(CultureInfo.InvariantCulture, $"{(int)it.CurrentCount} {(int)it.InitialCount} {(bool)it.IsSet}")), new("WaitHandle", it => it.WaitHandle.WaitOne(0)),
        Rarely("Dispose", it => it.Dispose()),
    ];

    public static Call[] ManualResetEvent { get; } =
    [
        .. Waits(), Do("Wait", it => { if (it.IsSet) { it.Wait(); } }), Do("Set", it => it.Set()), Do("Reset", it => it.Reset()), new("IsSet", it => it.IsSet),
        new("SpinCount", it => it.SpinCount), new("WaitHandle", it => it.WaitHandle.WaitOne(0)), Rarely("Dispose", it => it.Dispose()),
    ];

    public static Call[] AutoResetEvent { get; } =
    [
        .. Attempts("WaitOne", (it, ms) => it.WaitOne(ms), (it, span) => it.WaitOne(span)),
        .. Attempts("WaitOne(exit)", (it, ms) => it.WaitOne(ms, true), (it, span) => it.WaitOne(span, false)),
        new("Set and WaitOne", it => it.Set() && it.WaitOne()), new("Set", it => it.Set()), new("Reset", it => it.Reset()), new("WaitOne 1", it => it.WaitOne(1)),
        new("WaitAny", it => WaitHandle.WaitAny(new WaitHandle[] { it }, 0)), Rarely("Dispose", it => it.Dispose()), Rarely("Close", it => it.Close()),
    ];

    public static Call[] Barrier { get; } =
    [
        .. Attempts("SignalAndWait", (it, ms) => it.SignalAndWait(ms), (it, span) => it.SignalAndWait(span)),
        .. Attempts("SignalAndWait(cancelled)", (it, ms) => it.SignalAndWait(ms, s_cancelled), (it, span) => it.SignalAndWait(span, s_cancelled)),
        Do("SignalAndWait", it => { if (it.ParticipantsRemaining == 1) { it.SignalAndWait(); } }), Do("SignalAndWait(cancelled)", it => it.SignalAndWait(s_cancelled)),
        new("AddParticipant", it => it.AddParticipant()), new("AddParticipants(2)", it => it.AddParticipants(2)), new("AddParticipants(0)", it => it.AddParticipants(0)),
        Do("RemoveParticipant", it => it.RemoveParticipant()), Do("RemoveParticipants(2)", it => it.RemoveParticipants(2)), Do("RemoveParticipants(-1)", it => it.RemoveParticipants(-1)),
        new("state", it => string.Create(CultureInfo.InvariantCulture, $"{(int)it.ParticipantCount} {(int)it.ParticipantsRemaining} {(long)it.CurrentPhaseNumber}")), Rarely("Dispose", it => it.Dispose()),
    ];

    public static Call[] Lazy { get; } = [new("Value", it => it.Value), new("IsValueCreated", it => it.IsValueCreated), new("ToString", it => it.ToString())];

    private static IEnumerable<Call> Waits() => Attempts("Wait", (it, ms) => it.Wait(ms), (it, span) => it.Wait(span))
        .Concat(Attempts("Wait(cancelled)", (it, ms) => it.Wait(ms, s_cancelled), (it, span) => it.Wait(span, s_cancelled)))
        .Append(Do("Wait(cancelled)", it => it.Wait(s_cancelled)))
        .Append(new Call("Wait 1", it => it.Wait(1)));
}
