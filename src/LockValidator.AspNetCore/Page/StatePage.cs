using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace LockValidator;

/// <summary>The page: one document that never changes. What it shows it asks for, and puts in as text, never as markup.</summary>
internal static class StatePage
{
    private static readonly string[] s_scripts = ["model.js", "dom.js", "graph.js", "lists.js", "details.js", "app.js"];
    private static readonly string s_style = Read("page.css");
    private static readonly string s_script = $"(() => {{\n'use strict';\n{string.Join('\n', s_scripts.Select(Read))}}})();\n";
    private static readonly byte[] s_page = Encoding.UTF8.GetBytes(Read("page.html").Replace("{{style}}", s_style, StringComparison.Ordinal).Replace("{{script}}", s_script, StringComparison.Ordinal));

    // Only this very script and style may run; nothing may be loaded but data from the page's own origin.
    private static readonly string s_policy =
        $"default-src 'none'; script-src {HashOf(s_script)}; style-src {HashOf(s_style)}; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static Task Write(HttpContext context)
    {
        SafeHeaders.Set(context.Response, "text/html; charset=utf-8", s_policy);
        context.Response.ContentLength = s_page.Length;
        return context.Response.Body.WriteAsync(s_page, context.RequestAborted).AsTask();
    }

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Read(string name)
    {
        using Stream stream = typeof(StatePage).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
