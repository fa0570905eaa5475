using System;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LockValidator.Analyzers.Capture;

/// <summary>
/// While capture is on, writes the interceptors of a project and the table of the places where it takes locks. The whole compilation
/// is looked at each time: a lock that is passed on is named by its caller, who may be anywhere.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class CaptureGenerator : IIncrementalGenerator
{
    private const string Runtime = "LockValidator.Interception.CaptureSites";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<CaptureOptions> options =
            context.AnalyzerConfigOptionsProvider.Select(static (provider, _) => CaptureOptions.Read(provider.GlobalOptions));
        IncrementalValueProvider<(Compilation? Compilation, bool InterceptsCalls)> wanted = context.CompilationProvider.Combine(options).Select(
            static (pair, _) => (pair.Right.IsOn && pair.Left.GetTypeByMetadataName(Runtime) is not null ? pair.Left : null, pair.Right.InterceptsCalls));
        context.RegisterSourceOutput(wanted, static (output, input) =>
        {
            if (input.Compilation is { } compilation)
            {
                Write(output, compilation, input.InterceptsCalls);
            }
        });
    }

    private static void Write(SourceProductionContext output, Compilation compilation, bool interceptsCalls)
    {
        CaptureScan scan = CaptureScan.Run(compilation, interceptsCalls, output.CancellationToken);
        if (scan.Sites.Count + scan.Made.Count > 0)
        {
            output.AddSource("LockValidator.Sites.g.cs", SourceText.From(SiteTable.Render(scan), Encoding.UTF8));
        }

        if (scan.Calls.Count > 0)
        {
            output.AddSource("LockValidator.Interceptors.g.cs", SourceText.From(Interceptors.Render(scan.Calls), Encoding.UTF8));
        }
    }
}
