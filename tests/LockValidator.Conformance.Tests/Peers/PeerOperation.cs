namespace LockValidator.Conformance.Tests;

/// <summary>One event of a scenario.</summary>
/// <param name="Index">Its place in the scenario: what <c>at</c> counts.</param>
/// <param name="Thread">Who does it; <c>G</c> acts on the graph itself.</param>
/// <param name="Name">What is done.</param>
/// <param name="Target">The lock, thread, event, node or number that it is done to.</param>
/// <param name="Argument">The mode, or what else the operation needs.</param>
internal sealed record PeerOperation(int Index, string Thread, string Name, string Target, string Argument);
