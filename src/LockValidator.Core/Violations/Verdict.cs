namespace LockValidator;

/// <summary>How sure a finding is.</summary>
public enum Verdict
{
    /// <summary>It can happen, as far as what was seen tells.</summary>
    Possible,

    /// <summary>It did happen: the rule was broken by this very operation, whatever other flows do.</summary>
    Certain,

    /// <summary>Worth knowing, but nothing seen so far makes it a danger.</summary>
    Informational,
}
