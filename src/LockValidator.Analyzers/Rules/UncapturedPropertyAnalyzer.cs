using System.Collections.Immutable;
using LockValidator.Analyzers.Capture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LockValidator.Analyzers.Rules;

/// <summary>LVA007 and LVA008: waits that capture cannot see, because the compiler lets no property be intercepted. Only while capture is on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UncapturedPropertyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleTable.TaskResult, RuleTable.LazyValue];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (CaptureOptions.Read(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions).IsOn)
            {
                start.RegisterOperationAction(static c => OnProperty(c, (IPropertyReferenceOperation)c.Operation), OperationKind.PropertyReference);
            }
        });
    }

    private static void OnProperty(OperationAnalysisContext context, IPropertyReferenceOperation reference)
    {
        DiagnosticDescriptor? rule = reference.Property switch
        {
            { Name: "Result", ContainingType: { MetadataName: "Task`1", ContainingNamespace: { Name: "Tasks", ContainingNamespace.Name: "Threading" } } } => RuleTable.TaskResult,
            { Name: "Value", ContainingType: { MetadataName: "Lazy`1", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } => RuleTable.LazyValue,
            _ => null,
        };
        if (rule is not null && reference.Instance is { } instance)
        {
            context.ReportDiagnostic(Diagnostic.Create(rule, reference.Syntax.GetLocation(), instance.Syntax));
        }
    }
}
