namespace LockValidator.Tool.Tests;

/// <summary>All that a trace says of a class.</summary>
internal static class ClassLabel
{
    public static string Label(this LockClass type) => $"{type.StableId} {type.Name} {type.Kind} {type.Tracking} {type.Order is not null}";
}
