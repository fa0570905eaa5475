namespace LockValidator;

/// <summary>A lock that was held when a finding was made.</summary>
internal sealed record UseDocument(string Key, string Name, string Mode, string Instance, int Count, bool InConflict, IReadOnlyList<string> Position);
