using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LockValidator.Analyzers.Capture;

/// <summary>Follows an expression back to the field, property, local or parameter that names the lock.</summary>
internal static class OriginFinder
{
    // A getter that returns a getter that returns a field: enough, and no endless loop.
    private const int MostSteps = 4;

    private static readonly SymbolDisplayFormat s_full = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted);

    public static LockOrigin Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancel) =>
        Of(expression, model, MostSteps, cancel);

    /// <summary>What a newly made object is assigned to. An initializer of a field or property is not looked at: the compiler itself names that to the constructor.</summary>
    public static LockOrigin OfTarget(ExpressionSyntax made, SemanticModel model, CancellationToken cancel)
    {
        SyntaxNode value = made;
        while (value.Parent is ParenthesizedExpressionSyntax or BinaryExpressionSyntax or ConditionalExpressionSyntax or CastExpressionSyntax)
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            // [key] = new Lock(): the indexer belongs to the framework, and names nothing.
            AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax } => LockOrigin.Place,
            AssignmentExpressionSyntax assignment when assignment.Right == value => Of(assignment.Left, model, cancel),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } when model.GetDeclaredSymbol(declarator, cancel) is ILocalSymbol local =>
                OfLocal(local, model, MostSteps, cancel),
            _ => LockOrigin.Place,
        };
    }

    private static LockOrigin Of(ExpressionSyntax expression, SemanticModel model, int steps, CancellationToken cancel)
    {
        expression = Bare(expression);
        if (steps == 0 || expression is ThisExpressionSyntax)
        {
            // An object that locks itself is named by its type, at run time.
            return LockOrigin.Place;
        }

        if (expression is ElementAccessExpressionSyntax element)
        {
            LockOrigin array = Of(element.Expression, model, steps - 1, cancel);
            return array.IsMember ? LockOrigin.OfMember(array.Owner, array.Member + "[]", array.Declared) : LockOrigin.Place;
        }

        switch (model.GetSymbolInfo(expression, cancel).Symbol)
        {
            case IFieldSymbol field:
                return LockOrigin.OfMember(Owner(field, model), field.AssociatedSymbol?.Name ?? field.Name, At(field));
            case IPropertySymbol property:
                return Returned(property, cancel) is { } returned && model.Compilation.ContainsSyntaxTree(returned.SyntaxTree)
                    ? OrElse(Of(returned, ModelOf(model, returned), steps - 1, cancel), property)
                    : LockOrigin.OfMember(Owner(property, model), property.Name, At(property));
            case IParameterSymbol parameter when IsOfPrimaryConstructor(parameter, expression, model, cancel):
                return LockOrigin.OfMember(Name(parameter.ContainingType), parameter.Name, At(parameter));
            case IParameterSymbol parameter:
                return LockOrigin.OfParameter(parameter.OriginalDefinition);
            case ILocalSymbol local:
                return OfLocal(local, model, steps, cancel);
            default:
                return LockOrigin.Place;
        }
    }

    private static LockOrigin OfLocal(ILocalSymbol local, SemanticModel model, int steps, CancellationToken cancel)
    {
        if (local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) is VariableDeclaratorSyntax { Initializer.Value: { } value } declarator
            && !IsAssignedElsewhere(declarator)
            && Of(value, ModelOf(model, value), steps - 1, cancel) is { Kind: not 0 } origin)
        {
            return origin;
        }

        // Two locals of one method that hold new objects are two classes.
        ISymbol holder = local.ContainingSymbol;
        while (holder is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
        {
            holder = holder.ContainingSymbol;
        }

        string method = holder.Name is "<Main>$" or "" ? "" : holder.Name + ".";
        return LockOrigin.OfMember(Name(local.ContainingType), method + local.Name, At(local));
    }

    private static bool IsAssignedElsewhere(VariableDeclaratorSyntax declarator)
    {
        string name = declarator.Identifier.ValueText;
        SyntaxNode scope = declarator.Ancestors().FirstOrDefault(static node => node is BlockSyntax or CompilationUnitSyntax) ?? declarator;
        return scope.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(a => a.Left is IdentifierNameSyntax target && target.Identifier.ValueText == name)
            || scope.DescendantNodes().OfType<ArgumentSyntax>().Any(a => !a.RefKindKeyword.IsKind(SyntaxKind.None) && a.Expression is IdentifierNameSyntax target && target.Identifier.ValueText == name);
    }

    /// <summary>A parameter of a primary constructor that is used after construction is a field in all but name.</summary>
    private static bool IsOfPrimaryConstructor(IParameterSymbol parameter, SyntaxNode use, SemanticModel model, CancellationToken cancel) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && !SymbolEqualityComparer.Default.Equals(model.GetEnclosingSymbol(use.SpanStart, cancel), constructor)
        && constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) is TypeDeclarationSyntax;

    private static LockOrigin OrElse(LockOrigin origin, IPropertySymbol property) =>
        origin.IsMember ? origin : LockOrigin.OfMember(Name(property.ContainingType), property.Name, At(property));

    private static ExpressionSyntax? Returned(IPropertySymbol property, CancellationToken cancel) =>
        property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) is PropertyDeclarationSyntax declaration
            ? declaration.ExpressionBody?.Expression
                ?? declaration.AccessorList?.Accessors.FirstOrDefault(static a => a.IsKind(SyntaxKind.GetAccessorDeclaration))?.ExpressionBody?.Expression
            : null;

#pragma warning disable RS1030 // The getter may stand in another file; the model is asked for once a lock, and only while capture is on.
    private static SemanticModel ModelOf(SemanticModel model, SyntaxNode node) =>
        model.SyntaxTree == node.SyntaxTree ? model : model.Compilation.GetSemanticModel(node.SyntaxTree);
#pragma warning restore RS1030

    private static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case CastExpressionSyntax cast:
                    expression = cast.Expression;
                    break;
                case PostfixUnaryExpressionSyntax postfix when postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression):
                    expression = postfix.Operand;
                    break;
                default:
                    return expression;
            }
        }
    }

    public static string Name(INamedTypeSymbol? type) => type?.OriginalDefinition.ToDisplayString(s_full) ?? "";

    /// <summary>The type that declares a member, with its assembly where that is another one: all projects must call the lock the same.</summary>
    private static string Owner(ISymbol member, SemanticModel model) =>
        SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, model.Compilation.Assembly)
            ? Name(member.ContainingType)
            : member.ContainingAssembly.Name + "!" + Name(member.ContainingType);

    private static Location? At(ISymbol symbol) => symbol.Locations.FirstOrDefault(static location => location.IsInSource);
}
