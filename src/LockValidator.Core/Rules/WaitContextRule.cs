namespace LockValidator;

/// <summary>
/// A lock may be taken only where its wait fits: its outer wait type must not exceed what the context and the locks held in the
/// same context allow. Source: docs/design.md, wait types.
/// </summary>
internal static class WaitContextRule
{
    public static void Check(Situation s)
    {
        if (s.Acquisition.IsTry || s.Node.Kind.Inner == WaitType.Inherit)
        {
            return;
        }

        WaitType required = s.Acquisition.Outer != WaitType.Inherit ? s.Acquisition.Outer : s.Node.Kind.EffectiveOuter;
        if (Exceeded(s.Flow, s.Graph, required, s.Options.WaitModel) is { } surroundings)
        {
            WaitContextDetail detail = Detail(s.Flow, s.Findings.Builder, s.Graph, surroundings, required);
            s.Findings.Add(s, ViolationKind.InvalidWaitContext, Verdict.Certain, ReasonFor(surroundings, required), v => v with
            {
                WaitContext = detail,
            }, holding: surroundings.FindLimit(s.Flow, s.Graph));
        }
    }

    /// <summary>The surroundings, where they do not allow what is required; else null.</summary>
    public static Surroundings? Exceeded(LockFlow flow, DependencyGraph graph, WaitType required, WaitModel model)
    {
        Surroundings surroundings = Surroundings.Of(flow, graph);
        return model.Level(required) > model.Level(surroundings.Available) ? surroundings : null;
    }

    public static WaitContextDetail Detail(LockFlow flow, ViolationBuilder builder, DependencyGraph graph, Surroundings surroundings, WaitType required)
    {
        WaitModel model = flow.Checker.Options.WaitModel;
        int limit = surroundings.FindLimit(flow, graph);
        return new WaitContextDetail(
            model,
            required,
            surroundings.Available,
            model.Level(surroundings.ContextLevel),
            surroundings.Context?.Name ?? "task",
            limit > 0 ? builder.UseOf(flow, limit) : null);
    }

    public static string ReasonFor(Surroundings surroundings, WaitType required) =>
        $"this operation needs wait level {required}, and {(surroundings.IsLimitHeld ? "a held lock" : "the context")} allows {surroundings.Available} at most";
}
