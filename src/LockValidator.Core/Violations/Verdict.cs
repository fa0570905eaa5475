namespace LockValidator;

/// <summary>How sure a finding is, and if it is harmless as far as what was seen tells, why. <c>docs/verdicts.md</c> has an example of each.</summary>
public enum Verdict
{
    /// <summary>It can happen, as far as what was seen tells.</summary>
    Possible,

    /// <summary>It did happen: the rule was broken by this very operation, whatever other flows do.</summary>
    Certain,

    /// <summary>Worth knowing, but nothing seen so far makes it a danger.</summary>
    Informational,

    /// <summary>It is a deadlock now: the flows wait for each other.</summary>
    ObservedLive,

    /// <summary>The orders contradict each other, but a lock that is held around them keeps all but one flow out.</summary>
    GateProtected,

    /// <summary>The orders contradict each other, but only one flow ever did both, and a flow does not wait for itself.</summary>
    SingleFlow,

    /// <summary>The orders contradict each other, but one was over before the flow that does the other was started, or after it had ended.</summary>
    OrderedByStartJoin,

    /// <summary>The classes contradict each other, but no set of locks does: the orders were seen on different instances.</summary>
    InstancesDiffer,

    /// <summary>One of the orders was only ever made by a lock that a forked flow inherited from one that did not wait for it.</summary>
    InheritedOnly,
}
