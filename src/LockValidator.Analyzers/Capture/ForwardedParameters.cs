using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace LockValidator.Analyzers.Capture;

/// <summary>
/// Which parameters of other captured assemblies are locked in there. An assembly says so in plain metadata attributes, so that its
/// callers can name the locks that they pass.
/// </summary>
internal sealed class ForwardedParameters
{
    public const string Key = "LockValidator.Forwards";

    private readonly HashSet<string> _names;

    private ForwardedParameters(HashSet<string> names) => _names = names;

    public static ForwardedParameters Of(Compilation compilation)
    {
        IEnumerable<string> names =
            from assembly in compilation.SourceModule.ReferencedAssemblySymbols
            where !assembly.Name.StartsWith("System", StringComparison.Ordinal)
            from attribute in assembly.GetAttributes()
            where attribute.AttributeClass?.Name == "AssemblyMetadataAttribute" && attribute.ConstructorArguments.Length == 2
                && attribute.ConstructorArguments[0].Value is Key
            select attribute.ConstructorArguments[1].Value as string ?? "";
        return new ForwardedParameters(new HashSet<string>(names));
    }

    public bool Contains(IParameterSymbol parameter) => _names.Count > 0 && _names.Contains(NameOf(parameter));

    public static string NameOf(IParameterSymbol parameter) =>
        parameter.ContainingSymbol.OriginalDefinition.GetDocumentationCommentId() + "#" + parameter.Ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
