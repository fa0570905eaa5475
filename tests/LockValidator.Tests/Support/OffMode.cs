using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;

namespace LockValidator.Tests;

/// <summary>
/// Our assemblies, this one included, loaded a second time with validation off. The switch is read once in a process and never
/// changes, so a test cannot turn it; but each copy of the assembly reads it for itself.
/// </summary>
internal static class OffMode
{
    private const string Variable = "LOCKVALIDATION";

    private static readonly Lazy<Assembly> s_tests = new(Load);

    /// <summary>Calls a static method of this assembly in the copy where validation is off.</summary>
    public static T Call<T>(Type type, string method, params object?[] arguments)
    {
        MethodInfo found = s_tests.Value.GetType(type.FullName!, throwOnError: true)!
            .GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new MissingMethodException(type.FullName, method);
        try
        {
            return (T)found.Invoke(null, arguments)!;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    internal static bool IsValidationEnabled() => LockValidation.IsEnabled;

    private static Assembly Load()
    {
        // This copy must have read the variable before it is changed.
        _ = LockValidation.IsEnabled;
        string? before = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, "0");
        try
        {
            Assembly tests = new Copies().LoadFromAssemblyPath(typeof(OffMode).Assembly.Location);
            object? enabled = tests.GetType(typeof(OffMode).FullName!, throwOnError: true)!
                .GetMethod(nameof(IsValidationEnabled), BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, null);
            return enabled is false ? tests : throw new InvalidOperationException("Validation is on in the copy.");
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }
    }

    private sealed class Copies() : AssemblyLoadContext("validation off")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            string path = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
            bool ours = assemblyName.Name?.StartsWith("LockValidator", StringComparison.Ordinal) == true;
            return ours && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
