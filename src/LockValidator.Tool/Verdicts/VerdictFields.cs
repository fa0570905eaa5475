namespace LockValidator;

/// <summary>The keys of a verdict, in their order.</summary>
internal static class VerdictFields
{
    public const string Report = "report";
    public const string None = "none";

    /// <summary>The verdict on a scenario: its first finding.</summary>
    public static IReadOnlyList<VerdictField> OfFirst(IReadOnlyList<Finding> findings) =>
        findings.Count == 0 ? [VerdictField.Of(Report, None)] : Of(findings[0]);

    /// <summary>The verdict that a finding is.</summary>
    public static IReadOnlyList<VerdictField> Of(Finding finding)
    {
        Violation violation = finding.Violation;
        var fields = new List<VerdictField>
        {
            VerdictField.Of(Report, ReportNames.Of(violation.Kind)),
            VerdictField.Of("atOp", finding.Operation),
        };
        switch (violation.Kind)
        {
            case ViolationKind.CircularDependency or ViolationKind.CircularWait:
                AddCircular(fields, violation);
                break;
            case ViolationKind.Recursion or ViolationKind.SameClassNesting:
                AddClass(fields, violation.Acquiring);
                Add(fields, "holding", violation.Holding?.Class.Label);
                if (violation.Compared is { } compared)
                {
                    fields.Add(VerdictField.Of("cmp", compared));
                }

                break;
            case ViolationKind.SafeToUnsafeOrder when violation.Usage is { } usage:
                AddSafeToUnsafe(fields, usage);
                break;
            case ViolationKind.UsageInversion when violation.Usage is { } usage:
                AddInversion(fields, usage);
                break;
            case ViolationKind.InconsistentUsage when violation.Usage is { } usage:
                Add(fields, "from", usage.From);
                Add(fields, "to", usage.To);
                fields.Add(VerdictField.Of("classes", [usage.Safe.Label]));
                break;
            case ViolationKind.InvalidWaitContext:
                AddClass(fields, violation.Acquiring);
                AddLevels(fields, violation);
                break;
            case ViolationKind.NestLockNotHeld:
                AddClass(fields, violation.Acquiring);
                Add(fields, "nest", violation.MissingNest);
                break;
            case ViolationKind.AssertionFailed:
                Add(fields, "assert", violation.Check);
                break;
            case ViolationKind.PinViolation or ViolationKind.DowngradeOfReader:
                Add(fields, "warn", violation.Check);
                break;
            case ViolationKind.HeldAtFlowEnd or ViolationKind.HeldAtReturn or ViolationKind.InvalidSubclass or ViolationKind.NothingObserved:
                break;
            default:
                AddClass(fields, violation.Acquiring ?? violation.Holding);
                Add(fields, "check", violation.Check);
                break;
        }

        return fields;
    }

    /// <summary>The chain as reports print it: the held lock, then backwards through the cycle to the lock being taken.</summary>
    private static void AddCircular(List<VerdictField> fields, Violation violation)
    {
        IReadOnlyList<DependencyStep> cycle = violation.Cycle;
        if (cycle.Count > 0)
        {
            string[] classes = new string[cycle.Count];
            classes[0] = cycle[0].From.Label;
            for (int i = 1; i < cycle.Count; i++)
            {
                classes[i] = cycle[^i].From.Label;
            }

            fields.Add(VerdictField.Of("classes", classes));
        }

        Add(fields, "acquiring", violation.Acquiring?.Class.Label);
        Add(fields, "holding", violation.Holding?.Class.Label);
    }

    private static void AddSafeToUnsafe(List<VerdictField> fields, UsageDetail usage)
    {
        string previous = (usage.Previous ?? usage.Safe).Label;
        string next = (usage.Next ?? usage.Unsafe).Label;
        Add(fields, "state", usage.State);
        Add(fields, "prev", previous);
        Add(fields, "next", next);
        Add(fields, "safe", usage.Safe.Label);
        Add(fields, "unsafe", usage.Unsafe.Label);
        fields.Add(VerdictField.Of("classes", [usage.Safe.Label, previous, next, usage.Unsafe.Label]));
    }

    /// <summary>The path leads from the other lock to this one as it is printed, whichever way it was searched.</summary>
    private static void AddInversion(List<VerdictField> fields, UsageDetail usage)
    {
        bool forwards = usage.Forwards ?? true;
        string self = (forwards ? usage.Safe : usage.Unsafe).Label;
        string other = (forwards ? usage.Unsafe : usage.Safe).Label;
        List<string> path = [usage.Safe.Label, .. usage.Path.Select(static step => step.To.Label)];
        if (forwards)
        {
            path.Reverse();
        }

        Add(fields, "state", usage.State);
        Add(fields, "direction", forwards ? "forwards" : "backwards");
        Add(fields, "this", self);
        Add(fields, "other", other);
        fields.Add(VerdictField.Of("path", path));
        fields.Add(VerdictField.Of("classes", [self, other]));
    }

    private static void AddLevels(List<VerdictField> fields, Violation violation)
    {
        if (violation is { Acquiring: { } acquiring, WaitContext: { } context })
        {
            fields.Add(VerdictField.Of("outer", acquiring.Class.Outer));
            fields.Add(VerdictField.Of("inner", acquiring.Class.Inner));
            fields.Add(VerdictField.Of("context", context.ContextLevel));
        }
    }

    private static void AddClass(List<VerdictField> fields, LockUse? use)
    {
        if (use is not null)
        {
            fields.Add(VerdictField.Of("classes", [use.Class.Label]));
        }
    }

    private static void Add(List<VerdictField> fields, string key, string? text)
    {
        if (text is not null)
        {
            fields.Add(VerdictField.Of(key, text));
        }
    }
}
