using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LockValidator.Analyzers.Tests;

/// <summary>Code under test, compiled against the framework and our library.</summary>
internal static class Source
{
    // Of types that the library has, or will have, only what the rules look at.
    private const string Stubs = """
        global using System;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using LockValidator;

        namespace LockValidator
        {
            public sealed class ValidatedAsyncLock
            {
                public ValueTask<Releaser> LockAsync() => default;
                public readonly struct Releaser : IDisposable { public void Dispose() { } }
            }

            public sealed class ValidatedReaders
            {
                public Scope EnterReadScope() => default;
                public readonly struct Scope : IDisposable { public void Dispose() { } }
            }
        }
        """;

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) != "LockValidator.Analyzers.dll")
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Compile(string code, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        CSharpParseOptions options = new CSharpParseOptions(LanguageVersion.CSharp13)
            .WithFeatures([new("InterceptorsNamespaces", "LockValidator.Generated")]);
        return CSharpCompilation.Create(
            "Sample",
            [CSharpSyntaxTree.ParseText(code, options, "Sample.cs"), CSharpSyntaxTree.ParseText(Stubs, options, "Stubs.cs")],
            s_references,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
    }

    public static async Task<ImmutableArray<Diagnostic>> Diagnose(DiagnosticAnalyzer analyzer, string code, bool captures = false)
    {
        CSharpCompilation compilation = Compile(code);
        compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).Should().BeEmpty("the sample must compile");
        var options = new AnalyzerOptions([], new Properties(captures));
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers([analyzer], options).GetAnalyzerDiagnosticsAsync();
        return found.Where(static d => d.Location.SourceTree?.FilePath == "Sample.cs").OrderBy(static d => d.Location.SourceSpan.Start).ToImmutableArray();
    }

    public static async Task<string> Fix(DiagnosticAnalyzer analyzer, CodeFixProvider fix, string code, bool captures = false)
    {
        Diagnostic diagnostic = (await Diagnose(analyzer, code, captures)).Should().ContainSingle().Subject;
        using var workspace = new AdhocWorkspace();
        Project project = workspace.AddProject("Sample", LanguageNames.CSharp).WithMetadataReferences(s_references).AddDocument("Stubs.cs", Stubs).Project;
        Document document = project.AddDocument("Sample.cs", code);
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic.Location.SourceSpan, [diagnostic], (action, _) => actions.Add(action), CancellationToken.None));
        ImmutableArray<CodeActionOperation> operations = await actions.Should().ContainSingle().Subject.GetOperationsAsync(CancellationToken.None);
        Document changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        return (await changed.GetTextAsync()).ToString();
    }

    private sealed class Properties(bool captures) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(captures);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    public static AnalyzerConfigOptionsProvider Options(bool captures) => new Properties(captures);

    private sealed class Values(bool captures) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.LockValidation" ? (captures ? "true" : "") : null;
            return value is not null;
        }
    }
}
