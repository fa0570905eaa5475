namespace LockValidator.Interception;

/// <summary>The frames that capture puts between the program and the validator, some of them in the program's own assemblies.</summary>
internal static class CaptureFrames
{
    public static bool Contains(Type type) =>
        type is { FullName: "System.Threading.Monitor" } or { Namespace: "LockValidator.Generated" }
        || type.Assembly.GetName().Name is "LockValidator" or "LockValidator.Core" or "LockValidator.Lock";
}
