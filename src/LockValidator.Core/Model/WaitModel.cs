namespace LockValidator;

/// <summary>Whether <see cref="WaitType.Config"/> is a level of its own.</summary>
public enum WaitModel
{
    /// <summary><see cref="WaitType.Config"/> locks may sleep: taking one while a <see cref="WaitType.Spin"/> lock is held is a finding.</summary>
    RealTime,

    /// <summary><see cref="WaitType.Config"/> equals <see cref="WaitType.Spin"/>.</summary>
    Standard,
}
