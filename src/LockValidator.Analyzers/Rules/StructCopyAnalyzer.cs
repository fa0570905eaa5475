using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LockValidator.Analyzers.Rules;

/// <summary>LVA003: a spin lock or a lock map that is copied, or whose field the compiler copies before each call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StructCopyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleTable.CopiedStruct];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(OnField, SymbolKind.Field);
        context.RegisterOperationAction(
            static c => OnValue(c, ((IVariableInitializerOperation)c.Operation).Value), OperationKind.VariableInitializer);
        context.RegisterOperationAction(
            static c => OnValue(c, ((ISimpleAssignmentOperation)c.Operation).Value), OperationKind.SimpleAssignment);
        context.RegisterOperationAction(static c => OnArgument(c, (IArgumentOperation)c.Operation), OperationKind.Argument);
    }

    private static void OnField(SymbolAnalysisContext context)
    {
        var field = (IFieldSymbol)context.Symbol;
        if (field is { IsReadOnly: true, IsImplicitlyDeclared: false } && KnownTypes.IsMutableLockStruct(field.Type))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RuleTable.CopiedStruct, field.Locations[0], field.Type.Name, "each call on a readonly field works on a copy; drop 'readonly'"));
        }
    }

    private static void OnArgument(OperationAnalysisContext context, IArgumentOperation argument)
    {
        // A LockMap is an option of an acquisition and is passed by value there on purpose.
        if (argument.Parameter is { RefKind: RefKind.None } parameter && parameter.Type.Name != "LockMap" && KnownTypes.IsMutableLockStruct(parameter.Type))
        {
            OnValue(context, argument.Value);
        }
    }

    private static void OnValue(OperationAnalysisContext context, IOperation value)
    {
        IOperation bare = KnownTypes.Bare(value);
        bool isStored = bare is IFieldReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation or IArrayElementReferenceOperation;
        if (isStored && KnownTypes.IsMutableLockStruct(bare.Type) && !IsByReference(value))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RuleTable.CopiedStruct, bare.Syntax.GetLocation(), bare.Type!.Name, "the copy is another lock; pass it by reference"));
        }
    }

    private static bool IsByReference(IOperation value) =>
        value.Syntax.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.RefExpressionSyntax or { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.RefExpression }
        || value.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.RefExpressionSyntax
        || value.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } }
        || value.Parent is ISimpleAssignmentOperation { IsRef: true };
}
