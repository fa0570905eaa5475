using System.Reflection;

namespace LockValidator;

/// <summary>Which stack frames are ours and are cut from names and reports.</summary>
internal static class OwnFrames
{
    private const string Product = "LockValidator";

    /// <summary>As below, and what capture compiles into the program's own assemblies: its shim and its interceptors.</summary>
    public static bool Contains(Type type) =>
        type is { FullName: "System.Threading.Monitor" } or { Namespace: Product + ".Generated" } || Contains(type.Assembly);

    /// <summary>Our shipped assemblies; tests and samples are user code.</summary>
    public static bool Contains(Assembly assembly) => IsProduct(assembly.GetName().Name);

    /// <summary>The same by names.</summary>
    public static bool Contains(string assembly, string type) =>
        type == "System.Threading.Monitor" || (type.StartsWith(Product + ".Generated.", StringComparison.Ordinal) && type.IndexOf('.', Product.Length + ".Generated.".Length) < 0) || IsProduct(assembly);

    private static bool IsProduct(string? assembly) => assembly is
        Product or Product + ".Core" or Product + ".Lock" or Product + ".Testing" or Product + ".Xunit" or Product + ".FluentAssertions" or Product + ".Hosting" or Product + ".AspNetCore";
}
