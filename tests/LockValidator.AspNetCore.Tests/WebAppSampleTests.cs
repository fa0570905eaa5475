using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LockValidator.AspNetCore.Tests;

/// <summary>The sample as a user runs it: a process with a socket.</summary>
public sealed partial class WebAppSampleTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task It_logs_and_serves_what_its_requests_do()
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        string program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "WebApp", configuration, "WebApp.dll"));
        var start = new ProcessStartInfo("dotnet", ["exec", program, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, WorkingDirectory = Path.GetDirectoryName(program) };
        start.Environment["LOCKVALIDATION"] = "1";
        using Process sample = Process.Start(start)!;
        try
        {
            string address = Address().Match(await ReadUntil(sample.StandardOutput, "Now listening on:")).Groups[1].Value;
            using var client = new HttpClient { BaseAddress = new Uri(address), Timeout = s_limit };

            (await client.GetStringAsync(new Uri("/health", UriKind.Relative))).Should().Be("Healthy");
            (await client.GetStringAsync(new Uri("/buy", UriKind.Relative))).Should().Be("1 sold, 99 left");
            (await Rules(client)).Should().BeEmpty("one order is no inversion");
            (await client.GetStringAsync(new Uri("/restock", UriKind.Relative))).Should().Be("1 sold, 109 left");
            (await Rules(client)).Should().Equal("LV0001");
            (await client.GetStringAsync(new Uri("/health", UriKind.Relative))).Should().Be("Degraded");
            (await client.GetStringAsync(new Uri("/report", UriKind.Relative))).Should().Be("1 sold");
            (await Rules(client)).Should().Contain("LV0004", "a request is followed across its awaits");
            (await client.GetStringAsync(new Uri("/lockvalidator", UriKind.Relative))).Should().Contain("<title>LockValidator</title>");

            string log = await ReadUntil(sample.StandardOutput, "LV0004 InvalidWaitContext,");
            log.Should().Contain("warn: LockValidator[1]").And.Contain("Shop._stock (Program.cs:21)").And.Contain("Shop._orders (Program.cs:20)");
        }
        finally
        {
            sample.Kill(entireProcessTree: true);
        }
    }

    private static async Task<List<string>> Rules(HttpClient client)
    {
        using JsonDocument found = JsonDocument.Parse(await client.GetStringAsync(new Uri("/lockvalidator/findings", UriKind.Relative)));
        return [.. found.RootElement.GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("rule").GetString()!)];
    }

    private static async Task<string> ReadUntil(StreamReader output, string mark)
    {
        var read = new List<string>();
        using var limit = new CancellationTokenSource(s_limit);
        while (await output.ReadLineAsync(limit.Token) is { } line)
        {
            read.Add(line);
            if (line.Contains(mark, StringComparison.Ordinal))
            {
                return string.Join('\n', read);
            }
        }

        throw new InvalidOperationException($"The sample ended without '{mark}':\n{string.Join('\n', read)}");
    }

    [GeneratedRegex("Now listening on: (http://127.0.0.1:[0-9]+)")]
    private static partial Regex Address();
}
