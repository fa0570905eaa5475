namespace LockValidator;

/// <summary>In which modes a dependency was seen: how the earlier lock was held, and how the later one was taken.</summary>
[Flags]
public enum DependencyKinds
{
    /// <summary>Not seen.</summary>
    None = 0,

    /// <summary>Held exclusively, taken as a recursive reader.</summary>
    ER = 1,

    /// <summary>Held exclusively, taken non-recursively.</summary>
    EN = 2,

    /// <summary>Held shared, taken as a recursive reader.</summary>
    SR = 4,

    /// <summary>Held shared, taken non-recursively.</summary>
    SN = 8,
}
