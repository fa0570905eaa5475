using System.Security.Cryptography;
using System.Text;

namespace LockValidator;

/// <summary>
/// One page that needs nothing else: that of the web package, with what it would ask its server for inside. Names go in as data, and the page shows
/// them as text, never as markup; its policy allows no other script or style than its own and no request.
/// </summary>
internal static class GraphPage
{
    private static readonly string[] s_scripts = ["recorded.js", "model.js", "dom.js", "graph.js", "lists.js", "details.js", "app.js"];

    public static void Write(TextWriter output, GraphContent content)
    {
        string style = Read("page.css");
        string script = $"(() => {{\n'use strict';\n{string.Join('\n', s_scripts.Select(Read))}}})();\n";
        string policy = $"default-src 'none'; script-src {HashOf(script)}; style-src {HashOf(style)}; img-src data:; base-uri 'none'; form-action 'none'";
        string[] parts = Read("page.html")
            .Replace("<meta charset=\"utf-8\">", $"<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">", StringComparison.Ordinal)
            .Replace("The same data is there as JSON under findings, classes, dependencies, graph and live.", "lockvalidator graph --format json gives the same data.", StringComparison.Ordinal)
            .Replace("{{style}}", style, StringComparison.Ordinal)
            .Split("<script>{{script}}</script>");
        output.Write(parts[0]);
        output.Write("<script type=\"application/json\" id=\"recorded\">");
        output.Write(GraphJson.Of(content));
        output.Write("</script>\n<script>");
        output.Write(script);
        output.Write("</script>");
        output.Write(parts[1]);
    }

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Read(string name)
    {
        using Stream stream = typeof(GraphPage).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
