using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LockValidator.Analyzers.Rules;

/// <summary>LVA001 and LVA002: code that means a validated lock and gets its Monitor. The compiler warns of neither.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WrongLockAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleTable.LockOnValidated, RuleTable.MonitorOnValidated];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(static c => OnLock(c, (ILockOperation)c.Operation), OperationKind.Lock);
        context.RegisterOperationAction(static c => OnCall(c, (IInvocationOperation)c.Operation), OperationKind.Invocation);
    }

    private static void OnLock(OperationAnalysisContext context, ILockOperation statement)
    {
        IOperation locked = KnownTypes.Bare(statement.LockedValue);
        if (KnownTypes.IsValidatedLock(locked.Type))
        {
            context.ReportDiagnostic(Diagnostic.Create(RuleTable.LockOnValidated, locked.Syntax.GetLocation(), locked.Type!.Name, locked.Syntax));
        }
    }

    private static void OnCall(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (KnownTypes.IsMonitor(call.TargetMethod.ContainingType) && call.Arguments.Length > 0
            && KnownTypes.Bare(call.Arguments[0].Value) is { } target && KnownTypes.IsValidatedLock(target.Type))
        {
            context.ReportDiagnostic(Diagnostic.Create(RuleTable.MonitorOnValidated, call.Syntax.GetLocation(), call.TargetMethod.Name, target.Type!.Name));
        }
    }
}
