namespace LockValidator;

/// <summary>The findings of one operation of one flow, in the order of the rules.</summary>
internal sealed class FindingList(LockFlow flow, string operation, ViolationBuilder builder)
{
    private List<Violation>? _findings;
    private CodePosition? _position;

    public ViolationBuilder Builder { get; } = builder;

    public IReadOnlyList<Violation> All => _findings ?? (IReadOnlyList<Violation>)[];

    /// <summary>Whether there is more that may be reported later.</summary>
    public bool IsAnyWithheld { get; private set; }

    public bool Any => _findings is { Count: > 0 };

    /// <summary>Where the operation is done: taken from the replay, or captured when first asked for.</summary>
    public CodePosition Position => _position ??= Builder.PositionOfNow(flow);

    /// <summary>The same, if anybody has asked for it and it is known.</summary>
    public CodePosition? PositionIfTaken => ReferenceEquals(_position, CodePosition.Unknown) ? null : _position;

    /// <summary>A finding about an acquisition.</summary>
    /// <param name="s">The acquisition.</param>
    /// <param name="kind">The rule.</param>
    /// <param name="verdict">How sure it is.</param>
    /// <param name="reason">Why.</param>
    /// <param name="shape">Adds what is special to the kind.</param>
    /// <param name="holding">The held entry that the rule is about; 0: none.</param>
    /// <param name="path">The dependencies that it rests on.</param>
    public Violation Add(
        Situation s, ViolationKind kind, Verdict verdict, string reason, Func<Violation, Violation> shape, int holding = 0, List<Dependency>? path = null)
    {
        LockUse? held = holding > 0 ? Builder.UseOf(flow, holding) : null;
        Violation finding = Add(kind, verdict, reason, Builder.UseOf(s, Position), v => shape(v with { Holding = held }));
        if (TrialGrounds.Of(s, holding, path, finding) is { } grounds)
        {
            _findings!.Remove(finding);
            if (flow.Checker.Trials.MayReport(grounds))
            {
                _findings.Add(finding);
            }
            else
            {
                IsAnyWithheld = true;
            }
        }

        return finding;
    }

    /// <summary>A finding about any operation.</summary>
    public Violation Add(ViolationKind kind, Verdict verdict, string reason, LockUse? subject, Func<Violation, Violation> shape)
    {
        Violation finding = shape(new Violation
        {
            Kind = kind,
            Fingerprint = "",
            Operation = operation,
            Acquiring = subject,
            Held = Builder.HeldOf(flow),
            Flow = flow.Name,
            Position = Position,
            Executions = [flow.Execution],
            Verdict = verdict,
            Reason = reason,
        });
        finding = flow.Checker.Allowances.Mark(finding with { Fingerprint = Fingerprints.Of(finding) });
        (_findings ??= []).Add(finding);
        return finding;
    }

    /// <summary>A finding that was made before, and whose cause a rule has met again: it may wait still.</summary>
    public void Repeat(Violation finding)
    {
        if (flow.Checker.Trials.IsWithheld(finding, LockScope.Receiver))
        {
            IsAnyWithheld = true;
        }
        else
        {
            AddKnown(finding);
        }
    }

    /// <summary>A finding that was made before and has become worse.</summary>
    public void Add(Violation worse) => (_findings ??= []).Add(worse);

    /// <summary>A finding that was made before, and whose cause is met again.</summary>
    public void AddKnown(Violation finding) => (_findings ??= []).Add(finding.Known ? finding : finding with { Known = true });
}
