using System.Collections.Immutable;
using LockValidator.Analyzers.Capture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LockValidator.Analyzers.Rules;

/// <summary>LVA009: a <c>Lock</c> whose name is not resolved by our alias, so that nothing watches it. Only while locks are captured.</summary>
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
            }
        });
    }

    private static void OnCreation(OperationAnalysisContext context)
    {
        if (context.Operation.Type is { Name: "Lock", ContainingNamespace: { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } type
            && type.ContainingAssembly.Name != "LockValidator.Lock")
        {
            context.ReportDiagnostic(Diagnostic.Create(RuleTable.ForeignLock, context.Operation.Syntax.GetLocation()));
        }
    }
}
