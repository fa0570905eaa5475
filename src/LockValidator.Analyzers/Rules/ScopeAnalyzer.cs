using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LockValidator.Analyzers.Rules;

/// <summary>LVA004 to LVA006: what releases a lock is returned from an async method, kept over an await, or dropped.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ScopeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [RuleTable.ReturnedReleaser, RuleTable.AwaitInScope, RuleTable.DroppedScope];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(static c => OnReturn(c, (IReturnOperation)c.Operation), OperationKind.Return);
        context.RegisterOperationAction(static c => OnStatement(c, (IExpressionStatementOperation)c.Operation), OperationKind.ExpressionStatement);
        context.RegisterOperationAction(static c => OnUsing(c, (IUsingOperation)c.Operation), OperationKind.Using);
        context.RegisterOperationAction(static c => OnUsingDeclaration(c, (IUsingDeclarationOperation)c.Operation), OperationKind.UsingDeclaration);
    }

    private static void OnReturn(OperationAnalysisContext context, IReturnOperation statement)
    {
        if (statement.ReturnedValue is { } value && KnownTypes.Bare(value) is { } bare && KnownTypes.IsReleaser(bare.Type) && IsInAsync(statement, context.ContainingSymbol))
        {
            context.ReportDiagnostic(Diagnostic.Create(RuleTable.ReturnedReleaser, bare.Syntax.GetLocation(), bare.Type!.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
        }
    }

    private static bool IsInAsync(IOperation operation, ISymbol container)
    {
        for (IOperation? each = operation; each is not null; each = each.Parent)
        {
            switch (each)
            {
                case IAnonymousFunctionOperation lambda:
                    return lambda.Symbol.IsAsync;
                case ILocalFunctionOperation local:
                    return local.Symbol.IsAsync;
            }
        }

        return container is IMethodSymbol { IsAsync: true };
    }

    private static void OnStatement(OperationAnalysisContext context, IExpressionStatementOperation statement)
    {
        IOperation value = statement.Operation is ISimpleAssignmentOperation { Target: IDiscardOperation } discarded ? discarded.Value : statement.Operation;
        value = KnownTypes.Bare(value);
        IOperation call = value is IAwaitOperation awaited ? awaited.Operation : value;
        if (call is IInvocationOperation invocation && KnownTypes.IsReleaser(value.Type))
        {
            context.ReportDiagnostic(Diagnostic.Create(RuleTable.DroppedScope, invocation.Syntax.GetLocation(), invocation.TargetMethod.Name));
        }
    }

    private static void OnUsing(OperationAnalysisContext context, IUsingOperation statement)
    {
        if (AffineScope(statement.Resources) is { } scope && FirstAwait(statement.Body) is { } await)
        {
            Report(context, await, scope);
        }
    }

    private static void OnUsingDeclaration(OperationAnalysisContext context, IUsingDeclarationOperation declaration)
    {
        if (declaration.Parent is IBlockOperation block && AffineScope(declaration.DeclarationGroup) is { } scope
            && block.Operations.SkipWhile(each => each != declaration).Skip(1).Select(FirstAwait).FirstOrDefault(static found => found is not null) is { } await)
        {
            Report(context, await, scope);
        }
    }

    private static void Report(OperationAnalysisContext context, IAwaitOperation await, ITypeSymbol scope) =>
        context.ReportDiagnostic(Diagnostic.Create(RuleTable.AwaitInScope, await.Syntax.GetLocation(), scope.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));

    /// <summary>What an awaited call returned may cross threads, and a ref struct cannot be kept over an await anyway.</summary>
    private static ITypeSymbol? AffineScope(IOperation resources)
    {
        IOperation? value = resources is IVariableDeclarationGroupOperation group
            ? group.Declarations.SelectMany(static d => d.Declarators).FirstOrDefault()?.Initializer?.Value
            : resources;
        return value is not null && KnownTypes.Bare(value) is IInvocationOperation { Type: { IsRefLikeType: false } type } && KnownTypes.IsReleaser(type) ? type : null;
    }

    private static IAwaitOperation? FirstAwait(IOperation body) =>
        body.DescendantsAndSelf().OfType<IAwaitOperation>().FirstOrDefault(found => !IsInFunctionWithin(found, body));

    private static bool IsInFunctionWithin(IOperation operation, IOperation body)
    {
        for (IOperation? each = operation.Parent; each is not null && each != body; each = each.Parent)
        {
            if (each is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
