using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LockValidator.Analyzers.Capture;

/// <summary>Where the symbol file will say that an expression is executed: what a stack frame shows at run time.</summary>
internal static class SequencePoints
{
    public static FileLinePositionSpan Of(SyntaxNode node)
    {
        SyntaxNode start = node;
        for (SyntaxNode? each = node; each is not null; each = each.Parent)
        {
            SyntaxNode? parent = each.Parent;
            start = each;
            bool isBody = (parent is ArrowExpressionClauseSyntax)
                || (parent is AnonymousFunctionExpressionSyntax lambda && lambda.Body == each)
                || (parent is ForStatementSyntax loop && loop.Statement != each)
                || (parent is ForEachStatementSyntax each1 && each1.Expression == each);
            if (isBody || each is StatementSyntax and not BlockSyntax or MemberDeclarationSyntax)
            {
                break;
            }
        }

        return start.SyntaxTree.GetMappedLineSpan(start.Span);
    }
}
