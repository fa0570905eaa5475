using System.Globalization;

namespace LockValidator;

/// <summary>What is said of a deadlock, or of a wait that takes too long.</summary>
internal static class LiveFinding
{
    /// <summary>The circle as one of orders, which it is: each flow holds what the one before waits for.</summary>
    public static Violation OfDeadlock(List<WaitLink> circle, Func<LockWait, TimeSpan> hasWaited)
    {
        LockWait first = circle[0].Waiter;
        var steps = new List<DependencyStep>(circle.Count);
        for (int i = 0; i < circle.Count; i++)
        {
            // What its flow holds in the way of the one before, and what it waits for.
            LockUse held = circle[(i + circle.Count - 1) % circle.Count].Held;
            WaitLink link = circle[i];
            LockMode mode = link.Waiter.Waiting.Mode;
            steps.Add(new DependencyStep(
                held.Class,
                link.Held.Class,
                DependencyKindRules.Of(held.Mode is LockMode.Shared or LockMode.SharedRecursive, mode == LockMode.Upgradeable ? LockMode.Exclusive : mode),
                new Witness(link.Waiter.Flow, link.Waiter.Execution, link.Waiter.Waiting.Position, held.Position)));
        }

        string reason = string.Join(", and ", circle.Select(link =>
            $"{link.Waiter.Flow} has waited for {link.Held.Class.Name} {For(hasWaited(link.Waiter))}"));
        return Named(Of(ViolationKind.LiveDeadlock, first, Verdict.ObservedLive, reason) with
        {
            Holding = circle[^1].Held,
            Cycle = steps,
            Executions = [.. circle.Select(static link => link.Waiter.Execution).Distinct()],
            Waits = circle.ConvertAll(static link => Shown(link.Waiter, [link.Holder.Flow])),
        });
    }

    public static Violation OfStall(LockWait wait, List<string> holders, TimeSpan waited, TimeSpan limit) =>
        Named(Of(
            ViolationKind.WaitTooLong,
            wait,
            Verdict.Certain,
            $"{wait.Flow} has waited for {wait.Waiting.Class.Name} {For(waited)}, and nobody else got it meanwhile; the limit is {Seconds(limit)}") with
        {
            OtherFlow = holders[0],
            Check = wait.Waiting.Mode == LockMode.Exclusive ? null : "shared",
            Waits = [Shown(wait, holders)],
        });

    private static Violation Of(ViolationKind kind, LockWait wait, Verdict verdict, string reason) => new()
    {
        Kind = kind,
        Fingerprint = "",
        Operation = wait.Waiting.Class.Kind.Type == LockClassType.Wait ? "wait for" : "acquire",
        Acquiring = wait.Waiting,
        Held = wait.Held,
        Flow = wait.Flow,
        Position = wait.Waiting.Position,
        Executions = [wait.Execution],
        Verdict = verdict,
        Reason = reason,
    };

    private static Violation Named(Violation finding) => finding with { Fingerprint = Fingerprints.Of(finding) };

    public static WaitSnapshot Shown(LockWait wait, IReadOnlyList<string> holders) => new(wait.Flow, wait.Execution, wait.Waiting, wait.Since, wait.Held, holders);

    private static string For(TimeSpan waited) => $"for {Seconds(waited)}";

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}
