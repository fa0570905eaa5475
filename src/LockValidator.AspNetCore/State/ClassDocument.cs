namespace LockValidator;

/// <summary>A lock class.</summary>
internal sealed record ClassDocument(string Key, string Name, string Label, string Wait, string Usage);
