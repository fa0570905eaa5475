using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LockValidator.Analyzers.Rules;

/// <summary>LVA007 and LVA008: the property becomes our extension method, which waits in the same way and is checked.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ValidatedWaitCodeFix))]
[Shared]
public sealed class ValidatedWaitCodeFix : CodeFixProvider
{
    private const string Namespace = "LockValidator";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["LVA007", "LVA008"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root is CompilationUnitSyntax unit && unit.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<MemberAccessExpressionSyntax>() is { } access)
            {
                string method = diagnostic.Id == "LVA007" ? "ValidatedResult" : "ValidatedValue";
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Use {method}()",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(Rewrite(unit, access, method))),
                        equivalenceKey: method),
                    diagnostic);
            }
        }
    }

    private static CompilationUnitSyntax Rewrite(CompilationUnitSyntax unit, MemberAccessExpressionSyntax access, string method)
    {
        ExpressionSyntax call = SyntaxFactory.InvocationExpression(access.WithName(SyntaxFactory.IdentifierName(method)).WithoutTrailingTrivia())
            .WithTrailingTrivia(access.GetTrailingTrivia());
        unit = unit.ReplaceNode(access, call);
        return unit.DescendantNodes().OfType<UsingDirectiveSyntax>().Any(static u => u.Alias is null && u.Name?.ToString() == Namespace)
            ? unit
            : unit.AddUsings(SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(Namespace)).NormalizeWhitespace().WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed));
    }
}
