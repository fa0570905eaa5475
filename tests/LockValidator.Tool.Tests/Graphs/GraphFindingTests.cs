using System.Text.Json;
using Microsoft.Playwright;
using LockValidator.AspNetCore.Tests;

namespace LockValidator.Tool.Tests.Graphs;

/// <summary>What a drawn graph says of a finding beyond its orders: who waited for whom, and why nothing fails of it.</summary>
public sealed class GraphFindingTests : IDisposable
{
    private const string Allowance = """{"classes":["first","second"],"reason":"<b>looked at</b>","by":"Shop"}""";

    private readonly GraphFolder _graphs = new();

    public void Dispose() => _graphs.Dispose();

    [Fact]
    public void The_json_has_those_who_waited_and_the_reason_of_what_is_allowed()
    {
        JsonElement[] findings = [.. JsonDocument.Parse(ToolRun.Of("graph", Deadlocked(), "--format", "json").Output).RootElement.GetProperty("findings").EnumerateArray()];

        JsonElement live = findings.Single(static found => found.GetProperty("rule").GetString() == "LV0030");
        live.GetProperty("waits").EnumerateArray().Select(static wait => $"{wait.GetProperty("flow")} of {wait.GetProperty("holders")[0]}").Should().BeEquivalentTo("one of two", "two of one");
        live.TryGetProperty("allowed", out _).Should().BeFalse("an entry without a rule is about order alone");
        findings.Single(static found => found.GetProperty("rule").GetString() == "LV0001").GetProperty("allowed").GetString().Should().Be("<b>looked at</b>");
    }

    [BrowserFact]
    public async Task The_page_shows_both()
    {
        string path = _graphs.Path("page.html");
        ToolRun.Of("graph", Deadlocked(), "--format", "html", "-o", path).ExitCode.Should().Be(ExitCodes.Clean);
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserFactAttribute.Executable, Args = ["--no-sandbox"], Timeout = 60_000 });
        IPage page = await browser.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        List<string> complaints = [];
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(new Uri(path).AbsoluteUri);

        await page.Locator("#list button", new() { HasText = "LV0030" }).ClickAsync();
        await Assertions.Expect(page.Locator("#details .card", new() { HasText = "waits for" })).ToHaveCountAsync(2);
        await page.Locator("#list button", new() { HasText = "LV0001" }).ClickAsync();
        await Assertions.Expect(page.Locator("#details .allowance")).ToHaveTextAsync("Allowed, nothing fails of it: <b>looked at</b>");
        (await page.Locator("#tab-waits").CountAsync()).Should().Be(0, "nothing waits in a file");
        complaints.Should().BeEmpty();
    }

    private string Deadlocked()
    {
        var clock = new HandClock();
        using var checker = new LockChecker(new LockCheckerOptions { Clock = clock, Baseline = LockBaseline.Empty });
        LockClass first = new("first"), second = new("second");
        LockMap a = new(first), b = new(second);
        LockFlow one = new(checker, "one"), two = new(checker, "two");
        one.Acquire(in a);
        two.Acquire(in b);
        one.Acquire(in b);
        two.Acquire(in a);
        one.BeginWait(in b);
        two.BeginWait(in a);
        clock.Advance(TimeSpan.FromSeconds(20));

        string path = _graphs.Path("deadlocked.lockgraph");
        LockGraph graph = LockGraph.Of(checker);
        graph.Store.AddAllowance(System.Text.Encoding.UTF8.GetBytes(Allowance));
        graph.Write(path);
        GC.KeepAlive((first, second));
        return path;
    }
}
