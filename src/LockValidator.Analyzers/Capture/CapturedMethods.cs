using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LockValidator.Analyzers.Capture;

/// <summary>Which methods of the framework are intercepted, and what each call is handed on to: the method of the same name and parameters in our helper type.</summary>
internal sealed class CapturedMethods
{
    private const string Helpers = "LockValidator.Interception.";

    private static readonly (string Type, string Helper, string[] Methods)[] s_targets =
    [
        ("System.Threading.SemaphoreSlim", "SemaphoreSlimCapture", ["Wait", "WaitAsync", "Release"]),
        ("System.Threading.ReaderWriterLockSlim", "ReaderWriterLockSlimCapture",
            ["EnterReadLock", "TryEnterReadLock", "ExitReadLock", "EnterWriteLock", "TryEnterWriteLock", "ExitWriteLock",
             "EnterUpgradeableReadLock", "TryEnterUpgradeableReadLock", "ExitUpgradeableReadLock"]),
        ("System.Threading.WaitHandle", "WaitHandleCapture", ["WaitOne"]),
        ("System.Threading.Mutex", "WaitHandleCapture", ["ReleaseMutex"]),
        ("System.Threading.SpinLock", "SpinLockCapture", ["Enter", "TryEnter", "Exit"]),
        ("System.Threading.Thread", "WaitCapture", ["Join"]),
        ("System.Threading.Tasks.Task", "WaitCapture", ["Wait", "WaitAll", "WaitAny", "GetAwaiter", "ConfigureAwait"]),
        ("System.Threading.Tasks.Task`1", "WaitCapture", ["GetAwaiter", "ConfigureAwait"]),
    ];

    private readonly Dictionary<INamedTypeSymbol, (INamedTypeSymbol Helper, string[] Methods)> _helpers = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _names;

    public CapturedMethods(Compilation compilation)
    {
        foreach ((string type, string helper, string[] methods) in s_targets)
        {
            if (compilation.GetTypeByMetadataName(type) is { } target && compilation.GetTypeByMetadataName(Helpers + helper) is { } found)
            {
                _helpers[target] = (found, methods);
            }
        }

        _names = new HashSet<string>(_helpers.Values.SelectMany(static entry => entry.Methods));
    }

    /// <summary>A cheap test by name alone, before anything is asked of the semantic model.</summary>
    public bool MayContain(InvocationExpressionSyntax call) => NameOf(call) is { } name && _names.Contains(name);

    /// <summary>What a call is handed on to; null where it is not intercepted.</summary>
    public IMethodSymbol? HelperFor(IMethodSymbol target, InvocationExpressionSyntax call)
    {
        if (!_helpers.TryGetValue(target.ContainingType.OriginalDefinition, out (INamedTypeSymbol Helper, string[] Methods) entry) || !entry.Methods.Contains(target.Name))
        {
            return null;
        }

        // Of these only the blocking use is meant: x.GetAwaiter().GetResult().
        if ((target.Name == "GetAwaiter" && !IsFollowedBy(call, "GetResult")) || (target.Name == "ConfigureAwait" && !IsFollowedBy(call, "GetAwaiter", "GetResult")))
        {
            return null;
        }

        IMethodSymbol definition = target.OriginalDefinition;
        int receiver = definition.IsStatic ? 0 : 1;
        return entry.Helper.GetMembers(target.Name).OfType<IMethodSymbol>().FirstOrDefault(helper =>
            TakesSite(helper, definition, receiver) && Matches(helper, definition, receiver));
    }

    /// <summary>The expression that the lock comes from; null where a call has none.</summary>
    public static ExpressionSyntax? ReceiverOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        MemberBindingExpressionSyntax => call.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
        _ => null,
    };

    public static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };

    private static bool TakesSite(IMethodSymbol helper, IMethodSymbol target, int receiver)
    {
        int extra = helper.Parameters.Length - target.Parameters.Length - receiver;
        return extra == 0 || (extra == 1 && helper.Parameters[helper.Parameters.Length - 1].Type.Name == "CaptureSite");
    }

    private static bool Matches(IMethodSymbol helper, IMethodSymbol target, int receiver)
    {
        if (receiver == 1 && helper.Parameters[0].Type.Name != target.ContainingType.Name)
        {
            return false;
        }

        // A generic helper stands for the methods of a generic type.
        if (helper.Arity != target.ContainingType.Arity)
        {
            return false;
        }

        for (int i = 0; i < target.Parameters.Length; i++)
        {
            IParameterSymbol theirs = target.Parameters[i], ours = helper.Parameters[i + receiver];
            if (theirs.RefKind != ours.RefKind || theirs.Type.ToDisplayString() != ours.Type.ToDisplayString())
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsFollowedBy(SyntaxNode call, params string[] names)
    {
        foreach (string name in names)
        {
            if (call.Parent is not MemberAccessExpressionSyntax access || access.Name.Identifier.ValueText != name || access.Parent is not InvocationExpressionSyntax next)
            {
                return false;
            }

            call = next;
        }

        return true;
    }
}
