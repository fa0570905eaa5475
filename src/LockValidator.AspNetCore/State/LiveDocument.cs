namespace LockValidator;

/// <summary>The counts, and what happens now: cheap to ask for, so that a page can ask again and again.</summary>
internal sealed record LiveDocument(
    bool On, LockStatistics Statistics, int Flows, int HeldLocks, IReadOnlyList<FlowDocument> Held, int WaitingFlows, IReadOnlyList<WaitDocument> Waits);
