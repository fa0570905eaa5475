namespace LockValidator;

/// <summary>One lock instance of a scenario.</summary>
/// <param name="Name">The symbol of its name.</param>
/// <param name="Class">The symbol of its class.</param>
/// <param name="ClassName">The symbol of what reports call the class.</param>
/// <param name="Kind">Its wait types and type.</param>
/// <param name="Subclass">The nesting level that it has from the start.</param>
/// <param name="IsOrdered">True where instances of the class are ordered by their place in the list of locks.</param>
internal readonly record struct ScenarioLock(int Name, int Class, int ClassName, LockKind Kind, int Subclass, bool IsOrdered);
