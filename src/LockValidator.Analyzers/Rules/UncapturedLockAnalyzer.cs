using System.Collections.Immutable;
using LockValidator.Analyzers.Capture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LockValidator.Analyzers.Rules;

/// <summary>LVA009: a <c>Lock</c> whose name is not resolved by our alias, here or in the project it comes from, so that nothing watches it. Only while locks are captured.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UncapturedLockAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleTable.ForeignLock];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (CaptureOptions.Read(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions) is { IsOn: true, CapturesLock: true })
            {
                start.RegisterOperationAction(static c => OnCreation(c), OperationKind.ObjectCreation);
                start.RegisterOperationAction(static c => OnUse(c, ((ILockOperation)c.Operation).LockedValue), OperationKind.Lock);
                start.RegisterOperationAction(static c => OnCall(c), OperationKind.Invocation);
            }
        });
    }

    private static void OnCreation(OperationAnalysisContext context)
    {
        if (IsOfTheFramework(context.Operation.Type))
        {
            Report(context, "write 'Lock' without its namespace, and 'using System.Threading' outside of namespaces");
        }
    }

    private static void OnCall(OperationAnalysisContext context)
    {
        if (context.Operation is IInvocationOperation { Instance: { } instance, TargetMethod.Name: "Enter" or "TryEnter" or "EnterScope" })
        {
            OnUse(context, instance);
        }
    }

    /// <summary>A lock that comes from another project was made there, where this project's analyzers do not look.</summary>
    private static void OnUse(OperationAnalysisContext context, IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        ISymbol? source = value switch
        {
            IMemberReferenceOperation member => member.Member,
            IInvocationOperation call => call.TargetMethod,
            _ => null,
        };
        if (source is not null && IsOfTheFramework(value.Type) && !SymbolEqualityComparer.Default.Equals(source.ContainingAssembly, context.Compilation.Assembly))
        {
            Report(context, $"'{source.ContainingAssembly.Name}', where '{source.Name}' comes from, is built without LockValidation");
        }
    }

    private static void Report(OperationAnalysisContext context, string why) =>
        context.ReportDiagnostic(Diagnostic.Create(RuleTable.ForeignLock, context.Operation.Syntax.GetLocation(), why));

    private static bool IsOfTheFramework(ITypeSymbol? type) =>
        type is { Name: "Lock", ContainingNamespace: { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } }
        && type.ContainingAssembly.Name != "LockValidator.Lock";
}
