namespace LockValidator.Conformance.Tests;

/// <summary>Why a scenario is not right yet.</summary>
/// <param name="Scenario">Its suite and case.</param>
/// <param name="Reason">What is missing.</param>
/// <param name="CoveredBy">The piece of work that brings it: "locks", "performance" or "verdicts".</param>
internal sealed record PeerExcuse(string Scenario, string Reason, string CoveredBy);
