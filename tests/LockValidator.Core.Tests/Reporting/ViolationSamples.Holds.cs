using static LockValidator.Core.Tests.Sample;

namespace LockValidator.Core.Tests;

/// <content>Findings about single holds, lives, assertions.</content>
internal static partial class ViolationSamples
{
    private static IEnumerable<(string Variant, Violation Violation)> Holds()
    {
        CodePosition taken = At("Shop.Checkout.Run at Checkout.cs:29"), later = At("Shop.Checkout.Finish at Checkout.cs:64");
        LockUse orders = Use(s_orders, "7", taken), released = Use(s_orders, "7", later);
        yield return ("", Of(ViolationKind.UnbalancedRelease, Verdict.Certain, "The flow holds no lock of this instance.", "release", released));
        yield return (".other-flow", Of(ViolationKind.UnbalancedRelease, Verdict.Certain, "Another flow holds the instance.", "release", released) with { OtherFlow = "worker-1" });

        LockUse writer = Use(s_customers, "12", taken), reader = Use(s_customers, "12", later, LockMode.Shared);
        yield return ("", Of(ViolationKind.ReadWriteMix, Verdict.Certain, "The flow holds the writer side.", "acquire", reader, writer) with { Holding = writer });
        yield return (".release", Of(ViolationKind.ReadWriteMix, Verdict.Certain, "The flow holds the writer side.", "release", reader, writer) with { Holding = writer });
        yield return ("", Of(ViolationKind.DowngradeOfReader, Verdict.Certain, "The hold is a reader's.", "downgrade", reader, reader with { Position = taken }) with { Holding = reader with { Position = taken } });

        LockUse announced = Use(s_orders, "7", later, kind: AcquireKind.Announced);
        yield return ("", Of(ViolationKind.DoubleOwner, Verdict.Certain, "Both flows announced that they own it.", "acquire", announced) with { OtherFlow = "worker-1" });
        yield return ("", Of(ViolationKind.PinViolation, Verdict.Certain, "The hold is pinned.", "release", released, orders) with { Holding = orders, Check = "releasing a pinned lock" });

        yield return ("", Of(ViolationKind.HeldTooLong, Verdict.Certain, "held for 1240 ms; the limit is 500 ms", "release", released));

        LockUse session = Use(s_session, "3", At("Shop.Session.Open at Session.cs:12"));
        yield return ("", Of(ViolationKind.HeldAtFlowEnd, Verdict.Certain, "The flow has ended.", "end", null, session, orders) with { Position = At("Shop.Worker.Loop at Worker.cs:40") });
        yield return ("", Of(ViolationKind.HeldAtReturn, Verdict.Certain, "The thread went back to its pool.", "return to the pool", null, orders) with { Position = At("Shop.Worker.Step at Worker.cs:25"), Flow = ".NET TP Worker" });
        yield return ("", Of(ViolationKind.HeldAtScopeEnd, Verdict.Certain, "The hold began inside the scope.", "leave the scope with", orders, orders) with { Position = later });
    }

    private static IEnumerable<(string Variant, Violation Violation)> Lives()
    {
        CodePosition taken = At("Shop.Checkout.Run at Checkout.cs:29"), later = At("Shop.Checkout.Dispose at Checkout.cs:80");
        LockUse orders = Use(s_orders, "7", taken);
        yield return ("", Of(ViolationKind.HeldLockDestroyed, Verdict.Certain, "The flow holds it now.", "destroy", Use(s_orders, "7", later), orders) with { Holding = orders });
        yield return ("", Of(ViolationKind.UseAfterDestroy, Verdict.Certain, "The instance was destroyed before.", "acquire", orders));
        yield return ("", Of(ViolationKind.LiveLockReinitialized, Verdict.Certain, "The instance is alive.", "initialize", Use(s_orders, "7", later)));

        ClassSnapshot prices = Class("Prices", WaitType.Max, WaitType.Free);
        LockUse read = Use(prices, "1", At("Shop.Prices.Total at Prices.cs:33"), LockMode.SharedRecursive);
        yield return ("", Of(ViolationKind.SuspiciousRcuUsage, Verdict.Certain, "The grace period waits for this very reader.", "wait for a grace period of", Use(prices, "1", At("Shop.Prices.Update at Prices.cs:51")), read) with { Holding = read });
        yield return (".outside", Of(ViolationKind.SuspiciousRcuUsage, Verdict.Certain, "No read section is open.", "read", Use(prices, "1", At("Shop.Prices.Show at Prices.cs:60"), LockMode.SharedRecursive)) with { Check = "AssertInReadSection" });

        yield return ("", Of(ViolationKind.AssertionFailed, Verdict.Certain, "The flow does not hold it.", "assert on", Use(s_orders, "7", At("Shop.Orders.AddLocked at Orders.cs:47", "Shop.Import.Load at Import.cs:52")), Use(s_customers, "12", At("Shop.Import.Load at Import.cs:51"))) with { Check = "AssertHeld" });
        yield return ("", Of(ViolationKind.NothingObserved, Verdict.Certain, "0 acquisitions, 0 classes, 0 chains.", "end the scope", null) with { Flow = "main" });
    }
}
