using static LockValidator.Core.Tests.Sample;

namespace LockValidator.Core.Tests;

/// <content>Findings about what is waited for.</content>
internal static partial class ViolationSamples
{
    private static IEnumerable<(string Variant, Violation Violation)> CircularWaits()
    {
        CodePosition gate = At("Shop.Cache.Refresh at Cache.cs:18"), wait = At("Shop.Cache.Refresh at Cache.cs:21"), body = At("Shop.Cache.Load at Cache.cs:40");
        ClassSnapshot cache = Class("Cache.Gate"), load = Class("Cache.Load task", WaitType.Inherit) with { Kind = LockKind.Wait };
        LockUse held = Use(cache, "4", gate);
        Violation waits = Of(
            ViolationKind.CircularWait,
            Verdict.Possible,
            "Each of these steps was seen in flows that can run at the same time.",
            "acquire",
            Use(load, "9", wait),
            held) with
        {
            Holding = held,
            Cycle = [Step(cache, load, Seen("worker-2", Test, wait, gate)), Step(load, cache, Seen("pool thread 5", Test, body, At("Shop.Cache.Load at Cache.cs:38")))],
        };
        yield return ("", waits);

        LockUse running = Use(load, "9", At("Shop.Cache.Load at Cache.cs:38"));
        yield return (".completing", waits with
        {
            Acquiring = Use(cache, "4", body),
            Holding = running,
            Held = [running],
            Flow = "pool thread 5",
            Position = body,
            Cycle = [waits.Cycle[1], waits.Cycle[0] with { Witness = waits.Cycle[0].Witness with { Inherited = true } }],
        });
    }
}
