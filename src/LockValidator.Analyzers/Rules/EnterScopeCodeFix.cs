using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LockValidator.Analyzers.Rules;

/// <summary>LVA001: <c>lock (x)</c> becomes <c>using (x.EnterScope())</c>, where the type has that member.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EnterScopeCodeFix))]
[Shared]
public sealed class EnterScopeCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["LVA001"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<LockStatementSyntax>() is { } statement
                && model.GetTypeInfo(statement.Expression, context.CancellationToken).Type?.GetMembers("EnterScope").IsEmpty == false)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Use the lock itself: EnterScope",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(statement, Rewrite(statement)))),
                        equivalenceKey: "EnterScope"),
                    diagnostic);
            }
        }
    }

    private static UsingStatementSyntax Rewrite(LockStatementSyntax statement)
    {
        ExpressionSyntax receiver = statement.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ThisExpressionSyntax
            ? statement.Expression
            : SyntaxFactory.ParenthesizedExpression(statement.Expression);
        ExpressionSyntax scope = SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, SyntaxFactory.IdentifierName("EnterScope")));
        return SyntaxFactory.UsingStatement(
            SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTriviaFrom(statement.LockKeyword),
            statement.OpenParenToken,
            declaration: null,
            scope,
            statement.CloseParenToken,
            statement.Statement);
    }
}
