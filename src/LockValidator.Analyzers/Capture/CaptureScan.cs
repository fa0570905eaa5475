using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LockValidator.Analyzers.Capture;

/// <summary>All places of a compilation where locks are taken, and the places that pass a lock on to one of them.</summary>
internal sealed class CaptureScan
{
    private readonly List<(SyntaxNode Place, LockOrigin Origin)> _sites = [];
    private readonly List<(SyntaxNode Place, IParameterSymbol To, ExpressionSyntax Value, SemanticModel Model)> _passed = [];
    private readonly List<(SyntaxNode Place, LockOrigin Origin)> _made = [];
    private readonly List<CapturedCall> _calls = [];
    private readonly HashSet<IParameterSymbol> _locked = new(SymbolEqualityComparer.Default);
    private readonly List<IParameterSymbol> _foreign = [];
    private readonly ForwardedParameters _imports;

    private CaptureScan(Compilation compilation) => _imports = ForwardedParameters.Of(compilation);

    /// <summary>Statements at which a lock is taken, or handed to a method that takes it.</summary>
    public IReadOnlyList<(SyntaxNode Place, LockOrigin Origin)> Sites => _sites;

    /// <summary>Where a <c>Lock</c> is made, and the member or local that it is made for.</summary>
    public IReadOnlyList<(SyntaxNode Place, LockOrigin Origin)> Made => _made;

    public IReadOnlyList<CapturedCall> Calls => _calls;

    /// <summary>Parameters of this compilation that are locked, and that callers elsewhere must know of.</summary>
    public IEnumerable<IParameterSymbol> Exported => _locked.Where(static p =>
        p.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor, DeclaredAccessibility: not Accessibility.Private, DeclaringSyntaxReferences.IsEmpty: false });

    public static CaptureScan Run(Compilation compilation, bool withCalls, CancellationToken cancel)
    {
        var scan = new CaptureScan(compilation);
        var methods = new CapturedMethods(compilation);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (SyntaxNode node in tree.GetRoot(cancel).DescendantNodes())
            {
                cancel.ThrowIfCancellationRequested();
                if (node is LockStatementSyntax statement)
                {
                    scan._sites.Add((statement, OriginFinder.Of(statement.Expression, model, cancel)));
                }
                else if (node is InvocationExpressionSyntax call)
                {
                    scan.Visit(call, model, methods, withCalls, cancel);
                }
                else if (node is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0 } made && IsLock(model.GetTypeInfo(made, cancel).Type))
                {
                    scan._made.Add((made, OriginFinder.OfTarget(made, model, cancel)));
                }
                else if (node is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } creation && model.GetSymbolInfo(creation, cancel).Symbol is IMethodSymbol constructor)
                {
                    scan.Pass(creation, creation.ArgumentList!.Arguments, constructor, model);
                }
            }
        }

        scan.FollowParameters(cancel);
        return scan;
    }

    private void Visit(InvocationExpressionSyntax call, SemanticModel model, CapturedMethods methods, bool withCalls, CancellationToken cancel)
    {
        bool isLike = methods.MayContain(call);
        if (!isLike && call.ArgumentList.Arguments.Count == 0)
        {
            return;
        }

        if (model.GetSymbolInfo(call, cancel).Symbol is not IMethodSymbol target)
        {
            return;
        }

        if (target.ContainingType is { Name: "Monitor", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } })
        {
            _sites.Add((call, OriginFinder.Of(call.ArgumentList.Arguments[0].Expression, model, cancel)));
        }
        else if (isLike && withCalls && methods.HelperFor(target, call) is { } helper && IsPossible(target, call, model, cancel)
            && model.GetInterceptableLocation(call, cancel) is { } location)
        {
            LockOrigin origin = CapturedMethods.ReceiverOf(call) is { } receiver && !target.IsStatic ? OriginFinder.Of(receiver, model, cancel) : LockOrigin.Place;
            if (target.ContainingType.IsValueType && !origin.IsMember)
            {
                // A struct has no identity that could be looked up: only its name can stand for it.
                return;
            }

            _calls.Add(new CapturedCall(target, helper, location, origin, SequencePoints.Of(call)));
            _sites.Add((call, origin));
        }
        else
        {
            Pass(call, call.ArgumentList.Arguments, target, model);
        }
    }

    private static bool IsLock(ITypeSymbol? type) => type is { Name: "Lock", ContainingAssembly.Name: "LockValidator.Lock" };

    /// <summary>Calls that an interceptor cannot stand for.</summary>
    private static bool IsPossible(IMethodSymbol target, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancel)
    {
        ExpressionSyntax? receiver = CapturedMethods.ReceiverOf(call);
        return receiver is not (null or BaseExpressionSyntax)
            && !(target.ContainingType.IsValueType && model.GetSymbolInfo(receiver, cancel).Symbol is not (IFieldSymbol { IsReadOnly: false } or ILocalSymbol or IParameterSymbol { RefKind: not RefKind.In }));
    }

    private void Pass(SyntaxNode place, SeparatedSyntaxList<ArgumentSyntax> arguments, IMethodSymbol target, SemanticModel model)
    {
        IMethodSymbol called = (target.ReducedFrom ?? target).OriginalDefinition;
        bool isForeign = called.DeclaringSyntaxReferences.IsEmpty;
        int skipped = target.ReducedFrom is null ? 0 : 1;
        for (int i = 0; i < arguments.Count; i++)
        {
            IParameterSymbol? to = arguments[i].NameColon is { } named
                ? called.Parameters.FirstOrDefault(p => p.Name == named.Name.Identifier.ValueText)
                : i + skipped < called.Parameters.Length ? called.Parameters[i + skipped] : null;
            if ((to is { Type.IsReferenceType: true } or { Type: ITypeParameterSymbol }) && (!isForeign || _imports.Contains(to)))
            {
                if (isForeign)
                {
                    _foreign.Add(to);
                }

                _passed.Add((place, to, arguments[i].Expression, model));
            }
        }
    }

    /// <summary>A parameter that is locked makes its callers' arguments locks; where those are parameters again, so on.</summary>
    private void FollowParameters(CancellationToken cancel)
    {
        var fresh = new Queue<IParameterSymbol>(_sites.Select(static site => site.Origin.Parameter).OfType<IParameterSymbol>().Concat(_foreign));
        ILookup<ISymbol, (SyntaxNode Place, IParameterSymbol To, ExpressionSyntax Value, SemanticModel Model)> passed =
            _passed.ToLookup(static p => (ISymbol)p.To, SymbolEqualityComparer.Default);
        while (fresh.Count > 0)
        {
            IParameterSymbol parameter = fresh.Dequeue();
            if (!_locked.Add(parameter))
            {
                continue;
            }

            foreach ((SyntaxNode place, _, ExpressionSyntax value, SemanticModel model) in passed[parameter])
            {
                LockOrigin origin = OriginFinder.Of(value, model, cancel);
                _sites.Add((place, origin));
                if (origin.Parameter is { } next)
                {
                    fresh.Enqueue(next);
                }
            }
        }
    }
}
