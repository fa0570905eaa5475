namespace LockValidator.Conformance.Tests;

/// <summary>The scenarios that are not right yet. A row that has come right must go: a test says so.</summary>
internal static class PeerExcuses
{
    private const string NoStallReport = "a wait that takes too long is not reported yet";

    public static IReadOnlyList<PeerExcuse> All { get; } =
    [
        new("go-deadlock/HardDeadlock", NoStallReport, "verdicts"),
        new("go-deadlock/RWMutex", NoStallReport, "verdicts"),
        new("go-deadlock/StarvedRLockMultipleReaders", NoStallReport, "verdicts"),
    ];

    public static PeerExcuse? For(PeerScenario scenario) => All.SingleOrDefault(excuse => excuse.Scenario == scenario.Name);
}
