namespace LockValidator;

/// <summary>A run that a <see cref="LockGraph"/> was recorded from, and the proof that it was watched.</summary>
/// <param name="Id">Unique to the run.</param>
/// <param name="Name">What the run or shard is called: <see cref="LockCheckerOptions.Execution"/>.</param>
/// <param name="Acquisitions">Acquisitions that were not on a known chain.</param>
/// <param name="Chains">Distinct sequences of held locks that were validated.</param>
public sealed record LockGraphRun(string Id, string Name, long Acquisitions, long Chains);
