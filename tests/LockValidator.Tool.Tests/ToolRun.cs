using System.IO.Compression;
using System.Text;

namespace LockValidator.Tool.Tests;

/// <summary>One run of the command, without a console or a process.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static ToolRun Of(params string[] arguments) => Of([], arguments);

    public static ToolRun Of(byte[] input, params string[] arguments)
    {
        using var stream = new MemoryStream(input);
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int code = CommandLine.Run(arguments, new ReplayConsole(stream, output, error, IsErrorTerminal: false, TimeProvider.System));
        return new ToolRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Replays text that comes in on standard input.</summary>
    public static ToolRun Replay(string text, params string[] options) => Of(Encoding.UTF8.GetBytes(text), ["replay", "-", .. options]);

    public static byte[] Compress(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return compressed.ToArray();
    }
}
