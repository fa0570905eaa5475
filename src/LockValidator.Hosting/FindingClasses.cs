namespace LockValidator;

/// <summary>The lock classes that a finding is about.</summary>
internal static class FindingClasses
{
    /// <summary>What was being taken, what that contradicts, and the steps between; not what else was held.</summary>
    public static IEnumerable<ClassSnapshot> Of(Violation violation) =>
        new[] { violation.Acquiring?.Class, violation.Holding?.Class, violation.WaitContext?.Limit?.Class, violation.Usage?.Safe, violation.Usage?.Unsafe }
            .OfType<ClassSnapshot>()
            .Concat(violation.Cycle.SelectMany(static step => new[] { step.From, step.To }))
            .Concat(violation.Usage?.Path.SelectMany(static step => new[] { step.From, step.To }) ?? [])
            .DistinctBy(static type => (type.StableId, type.Subclass, type.Name));
}
