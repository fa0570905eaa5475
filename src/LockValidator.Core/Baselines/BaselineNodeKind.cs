namespace LockValidator;

/// <summary>What a value of a baseline file is.</summary>
internal enum BaselineNodeKind
{
    Object,
    List,
    Text,
    Other,
}
