namespace LockValidator;

/// <summary>A hold that is being measured.</summary>
/// <param name="Instance">Of which lock.</param>
/// <param name="Class">Where it counts.</param>
/// <param name="Since">When it, or the wait for it, began.</param>
/// <param name="Reentries">How often the flow has taken the lock again.</param>
/// <param name="IsWaiting">The lock was not free and has not been got yet.</param>
internal readonly record struct OpenHold(long Instance, ClassTimes Class, long Since, int Reentries = 0, bool IsWaiting = false);
