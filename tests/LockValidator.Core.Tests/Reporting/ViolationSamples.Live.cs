using static LockValidator.Core.Tests.Sample;

namespace LockValidator.Core.Tests;

/// <content>What is observed while it happens.</content>
internal static partial class ViolationSamples
{
    private static IEnumerable<(string Variant, Violation Violation)> Live()
    {
        DateTimeOffset since = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        CodePosition pay = At("Shop.Checkout.Pay at Checkout.cs:32", "Shop.Program.Main at Program.cs:10"), refund = At("Shop.Checkout.Refund at Checkout.cs:38");
        LockUse orders = Use(s_orders, "7", At("Shop.Checkout.Pay at Checkout.cs:31")), customers = Use(s_customers, "12", At("Shop.Checkout.Refund at Checkout.cs:37"));
        LockUse first = Use(s_customers, "12", pay), second = Use(s_orders, "7", refund);
        yield return ("", Of(ViolationKind.LiveDeadlock, Verdict.ObservedLive, "worker-1 has waited for Customers.Map for 10.2 s, and worker-2 has waited for Orders.Index for 10.1 s", "acquire", first, orders) with
        {
            Flow = "worker-1",
            Holding = orders,
            Cycle = [Step(s_orders, s_customers, Seen("worker-1", Test, pay, orders.Position)), Step(s_customers, s_orders, Seen("worker-2", Test, refund, customers.Position))],
            Waits =
            [
                new WaitSnapshot("worker-1", Test, first, since, [orders], ["worker-2"]),
                new WaitSnapshot("worker-2", Test, second, since.AddMilliseconds(100), [customers], ["worker-1"]),
            ],
        });
        yield return ("", Of(ViolationKind.WaitTooLong, Verdict.Certain, "worker-2 has waited for Orders.Index for 30.4 s, and nobody else got it meanwhile; the limit is 30 s", "acquire", second) with
        {
            Flow = "worker-2",
            OtherFlow = "worker-1",
            Waits = [new WaitSnapshot("worker-2", Test, second, since, [], ["worker-1"])],
        });
    }
}
