namespace LockValidator;

/// <summary>Which class of a graph: names alone may repeat.</summary>
internal readonly record struct ClassKey(string StableId, int Subclass, string Name)
{
    public static ClassKey Of(ClassSnapshot type) => new(type.StableId, type.Subclass, type.Name);
}
