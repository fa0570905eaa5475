using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LockValidator.Analyzers.Rules;

/// <summary>What the rules must know of our types. By name, so that one analyzer serves every version of the library.</summary>
internal static class KnownTypes
{
    private static readonly string[] s_takes = ["Enter", "EnterScope", "EnterReadLock", "EnterReadScope", "Wait", "WaitOne", "LockAsync"];

    public static bool IsValidatedLock(ITypeSymbol? type) =>
        type is { IsReferenceType: true } && IsOurs(type) && type.Name.StartsWith("Validated", System.StringComparison.Ordinal)
        && type.GetMembers().Any(static member => s_takes.Contains(member.Name));

    /// <summary>A struct that is useless once it is copied.</summary>
    public static bool IsMutableLockStruct(ITypeSymbol? type) =>
        type is { IsValueType: true, Name: "SpinLock", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } } or { IsValueType: true, Name: "LockMap" or "ValidatedSpinLock" }
        && (type.Name == "SpinLock" || IsOurs(type));

    /// <summary>What a using statement takes to release a lock.</summary>
    public static bool IsReleaser(ITypeSymbol? type) =>
        type is INamedTypeSymbol && IsOurs(type) && type.Name != "LockScope"
        && (type.Name == "LockHold" || ((type.IsValueType || type.ContainingType is not null) && type.GetMembers("Dispose").Length > 0));

    public static bool IsMonitor(ITypeSymbol? type) => type is { Name: "Monitor", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };

    /// <summary>The value before the conversions that the language adds.</summary>
    public static IOperation Bare(IOperation operation)
    {
        while (operation is IConversionOperation { IsImplicit: true } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    private static bool IsOurs(ITypeSymbol type) =>
        type.ContainingNamespace is { Name: "LockValidator", ContainingNamespace.IsGlobalNamespace: true } or { Name: "Rcu", ContainingNamespace.Name: "LockValidator" };
}
