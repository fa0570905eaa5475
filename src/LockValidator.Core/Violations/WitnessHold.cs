namespace LockValidator;

/// <summary>A lock that was held when an order was seen.</summary>
/// <param name="Class">What reports call its class.</param>
/// <param name="StableId">The identity of its class from run to run.</param>
/// <param name="Instance">The number of the instance; negative for the upgrade slot of that instance.</param>
/// <param name="Mode">How it was held.</param>
public sealed record WitnessHold(string Class, string StableId, long Instance, LockMode Mode);
