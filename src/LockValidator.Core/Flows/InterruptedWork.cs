namespace LockValidator;

/// <summary>What a flow was at when it began to run work that another one had started: it goes on with it afterwards.</summary>
internal readonly record struct InterruptedWork(IReadOnlyList<GateCover> Covers, List<GateCover> Unwaited, IReadOnlyDictionary<int, SeenUpTo> Seen);
