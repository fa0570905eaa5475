using System.Text;

namespace LockValidator;

/// <summary><c>lockvalidator graph</c>.</summary>
internal static class GraphDrawing
{
    public static int Run(ReplayConsole console, LockGraph graph, LockBaseline baseline, GraphFormat format, bool onlyCycles, string? output)
    {
        var content = new GraphContent(graph, baseline, onlyCycles, console.Clock);
        if (output is null)
        {
            Write(console.Output, content, format);
            return ExitCodes.Clean;
        }

        return OutputFile.TryWrite(console, output, path =>
        {
            using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
            Write(file, content, format);
        })
            ? ExitCodes.Clean
            : ExitCodes.BadInput;
    }

    private static void Write(TextWriter output, GraphContent content, GraphFormat format)
    {
        switch (format)
        {
            case GraphFormat.Mermaid:
                MermaidGraph.Write(output, content);
                break;
            case GraphFormat.Json:
                output.WriteLine(GraphJson.Of(content));
                break;
            case GraphFormat.Html:
                GraphPage.Write(output, content);
                break;
            default:
                DotGraph.Write(output, content);
                break;
        }
    }
}
