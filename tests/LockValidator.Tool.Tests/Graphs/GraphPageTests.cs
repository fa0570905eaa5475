using System.Text.RegularExpressions;
using LockValidator.AspNetCore.Tests;
using Microsoft.Playwright;

namespace LockValidator.Tool.Tests.Graphs;

/// <summary>The page, opened from a file in a headless browser.</summary>
public sealed class GraphPageTests : IDisposable
{
    private const int Timeout = 30_000;

    private readonly GraphFolder _graphs = new();

    public void Dispose() => _graphs.Dispose();

    [BrowserFact]
    public async Task A_cycle_is_in_focus_an_order_shows_both_stacks_and_search_narrows()
    {
        const string Hostile = "<img/src=x/onerror=alert(1)>";
        string path = _graphs.Path("page.html");
        ToolRun.Of("graph", _graphs.Run("shard 1", $"accounts audit {Hostile}"), _graphs.Run("shard 2", "audit accounts"), "--format", "html", "-o", path).ExitCode.Should().Be(ExitCodes.Clean);
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserFactAttribute.Executable, Args = ["--no-sandbox"], Timeout = 60_000 });
        IPage page = await browser.NewPageAsync();
        page.SetDefaultTimeout(Timeout);
        List<string> complaints = [], requests = [];
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        page.Dialog += (_, dialog) => complaints.Add(dialog.Message);
        page.Request += (_, request) => requests.Add(request.Url);
        await page.GotoAsync(new Uri(path).AbsoluteUri);

        await Assertions.Expect(page.Locator("#list .headline")).ToContainTextAsync("possible deadlock");
        await Assertions.Expect(page.Locator("#graph .edge.danger")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("#details .card.danger").First).ToContainTextAsync("Shop.Step");
        await Assertions.Expect(page.Locator("#status")).ToHaveTextAsync("2 recorded runs");

        await page.Locator("#tab-dependencies").ClickAsync();
        await page.Locator("#search").FillAsync("accounts audit");
        await Assertions.Expect(page.Locator("#list button")).ToHaveCountAsync(2);
        await page.Locator("#list button").First.ClickAsync();
        await Assertions.Expect(page.Locator("#details")).ToContainTextAsync("held at");
        await Assertions.Expect(page.Locator("#details")).ToContainTextAsync("taken at");
        await Assertions.Expect(page.Locator("#details")).ToContainTextAsync(new Regex("Shop.cs:1[01]"));

        await page.Locator("#search").FillAsync("onerror");
        await page.Locator("#tab-classes").ClickAsync();
        await Assertions.Expect(page.Locator("#list button")).ToContainTextAsync(Hostile);
        complaints.Should().BeEmpty();
        requests.Where(static url => !url.StartsWith("data:", StringComparison.Ordinal)).Should().ContainSingle("the page itself");
    }
}
