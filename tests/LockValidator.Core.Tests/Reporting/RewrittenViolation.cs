namespace LockValidator.Core.Tests;

/// <summary>A finding with every string in it changed: what a program with hostile names would give.</summary>
internal static class RewrittenViolation
{
    public static Violation Of(Violation found, Func<string, string> change) => found with
    {
        Operation = change(found.Operation),
        Reason = change(found.Reason),
        Flow = change(found.Flow),
        Executions = [.. found.Executions.Select(change)],
        Position = Of(found.Position, change),
        Acquiring = Of(found.Acquiring, change),
        Holding = Of(found.Holding, change),
        Held = [.. found.Held.Select(use => Of(use, change)!)],
        Cycle = [.. found.Cycle.Select(step => Of(step, change))],
        MissingNest = Of(found.MissingNest, change),
        OtherFlow = Of(found.OtherFlow, change),
        Check = Of(found.Check, change),
        WaitContext = found.WaitContext is { } wait ? wait with { Context = change(wait.Context), Limit = Of(wait.Limit, change) } : null,
        Usage = found.Usage is { } usage ? Of(usage, change) : null,
    };

    private static UsageDetail Of(UsageDetail usage, Func<string, string> change) => usage with
    {
        Context = change(usage.Context),
        Safe = Of(usage.Safe, change),
        Unsafe = Of(usage.Unsafe, change),
        SafeWitness = Of(usage.SafeWitness, change),
        UnsafeWitness = Of(usage.UnsafeWitness, change),
        From = Of(usage.From, change),
        To = Of(usage.To, change),
        Path = [.. usage.Path.Select(step => Of(step, change))],
        Previous = usage.Previous is { } previous ? Of(previous, change) : null,
        Next = usage.Next is { } next ? Of(next, change) : null,
    };

    private static DependencyStep Of(DependencyStep step, Func<string, string> change) =>
        step with { From = Of(step.From, change), To = Of(step.To, change), Witness = Of(step.Witness, change) };

    private static Witness Of(Witness witness, Func<string, string> change) => witness with
    {
        Flow = change(witness.Flow),
        Execution = change(witness.Execution),
        Position = Of(witness.Position, change),
        HeldPosition = Of(witness.HeldPosition, change),
    };

    private static LockUse? Of(LockUse? use, Func<string, string> change) =>
        use is null ? null : use with { Class = Of(use.Class, change), Instance = change(use.Instance), Position = Of(use.Position, change) };

    private static ClassSnapshot Of(ClassSnapshot type, Func<string, string> change) =>
        type with { Name = change(type.Name), StableId = change(type.StableId), Usage = change(type.Usage) };

    private static CodePosition Of(CodePosition position, Func<string, string> change) =>
        CodePosition.FromText([.. position.Frames.Select(change)]);

    private static string? Of(string? text, Func<string, string> change) => text is null ? null : change(text);
}
