using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LockValidator.AspNetCore.Tests;

/// <summary>Waits and allowances on the page.</summary>
public sealed class BrowserWaitTests
{
    private readonly HandClock _clock = new();

    [BrowserFact]
    public async Task Who_waits_for_whom_appears_and_goes_while_the_page_is_open()
    {
        using var checker = new LockChecker(new LockCheckerOptions { Clock = _clock });
        await using BrowserSite site = await BrowserSite.Open(checker);
        IPage page = site.Page;
        await page.Locator("#tab-waits").ClickAsync();
        await Assertions.Expect(page.Locator("#list")).ToHaveTextAsync("No flow that holds a lock waits for another.");

        // Of that year wherever the browser is.
        _clock.Advance(TimeSpan.FromDays(30));
        LockWait wait = checker.Contend("holder", "waiter", "queue", "own");
        await Assertions.Expect(page.Locator("#tab-waits")).ToHaveTextAsync("Waiting 1");
        await Assertions.Expect(page.Locator("#list button")).ToHaveTextAsync(new Regex("^waiter waits for queuesince .*1970.*, held by holder$"));
        await Assertions.Expect(page.Locator("#counts")).ToContainTextAsync("waiting1");
        await page.Locator("#list button").ClickAsync();
        await Assertions.Expect(page.Locator("#details h2")).ToHaveTextAsync("waiter waits for queue");
        await Assertions.Expect(page.Locator("#details")).ToContainTextAsync("Held, oldest first");
        await Assertions.Expect(page.Locator("#details .card")).ToContainTextAsync("own");
        await Assertions.Expect(page.Locator("#graph .node.focus")).ToHaveTextAsync(new Regex("queue"));
        await BrowserSite.Picture(page, "wait");

        wait.End(acquired: true);
        await Assertions.Expect(page.Locator("#details h2")).ToHaveTextAsync("This wait is over.");
        await Assertions.Expect(page.Locator("#tab-waits")).ToHaveTextAsync("Waiting 0");
        site.ShouldBeClean();
    }

    [BrowserFact]
    public async Task A_deadlock_shows_each_who_waits_and_leads_from_one_to_the_next()
    {
        using var checker = new LockChecker(new LockCheckerOptions { Clock = _clock });
        checker.Deadlock("one", "two", "first", "second");
        _clock.Advance(TimeSpan.FromSeconds(20));
        await using BrowserSite site = await BrowserSite.Open(checker);
        IPage page = site.Page;

        await page.Locator("#list button", new() { HasText = "LV0030" }).ClickAsync();
        await Assertions.Expect(page.Locator("#details")).ToContainTextAsync("Who waits");
        await Assertions.Expect(page.Locator("#details .card", new() { HasText = "waits for" })).ToHaveCountAsync(2);
        await BrowserSite.Picture(page, "deadlock");

        await page.Locator("#tab-waits").ClickAsync();
        await page.Locator("#list button", new() { HasText = "one waits" }).ClickAsync();
        await Assertions.Expect(page.Locator("#details")).ToContainTextAsync("Holders that wait themselves");
        await page.Locator("#details .rows button").ClickAsync();
        await Assertions.Expect(page.Locator("#details h2")).ToHaveTextAsync("two waits for first");
        site.ShouldBeClean();
    }

    [BrowserFact]
    public async Task What_is_allowed_says_why_and_what_was_allowed_until_when()
    {
        LockBaseline baseline = LockBaseline.Parse("""
            { "allow": [ { "classes": ["a", "b"], "reason": "<img src=x onerror=alert(1)>\u202egnp" }, { "classes": ["c", "d"], "reason": "r", "expires": "2020-01-01" } ] }
            """);
        using var checker = new LockChecker(new LockCheckerOptions { Baseline = baseline });
        checker.Invert("a", "b");
        checker.Invert("c", "d");
        await using BrowserSite site = await BrowserSite.Open(checker);
        IPage page = site.Page;

        ILocator allowed = page.Locator("#list button", new() { HasText = "a is acquired while b is held" });
        await Assertions.Expect(allowed.Locator(".chip.allowed")).ToHaveTextAsync("allowed");
        await allowed.ClickAsync();
        await Assertions.Expect(page.Locator("#details .allowance")).ToHaveTextAsync("Allowed, nothing fails of it: <img src=x onerror=alert(1)>\\u202Egnp");
        await BrowserSite.Picture(page, "allowed");

        ILocator expired = page.Locator("#list button", new() { HasText = "c is acquired while d is held" });
        await Assertions.Expect(expired).ToContainTextAsync("no longer allowed");
        await expired.ClickAsync();
        await Assertions.Expect(page.Locator("#details .allowance")).ToHaveTextAsync("It was allowed until 2020-01-01.");
        (await page.Locator("body img").CountAsync()).Should().Be(0);
        site.ShouldBeClean();
    }

    [BrowserFact]
    public async Task Hostile_names_of_those_who_wait_are_shown_as_text()
    {
        const string Hostile = "<script>alert(1)</script>\u202e\n<img src=x onerror=alert(1)>";
        using var checker = new LockChecker(new LockCheckerOptions { Clock = _clock });
        for (int i = 0; i < 10; i++)
        {
            checker.Contend($"{i} {Hostile}", $"waiter {i} {Hostile}", $"queue {i} {Hostile}", $"own {Hostile}{new string('w', 10_000)}");
        }

        await using BrowserSite site = await BrowserSite.Open(checker);
        IPage page = site.Page;
        await page.Locator("#tab-waits").ClickAsync();
        await Assertions.Expect(page.Locator("#list button")).ToHaveCountAsync(10);
        await Assertions.Expect(page.Locator("#list button").First).ToContainTextAsync("waiter 0 <script>alert(1)</script>\\u202E\\u000A<img src=x onerror=alert(1)>");
        await page.Locator("#list button").First.ClickAsync();
        await Assertions.Expect(page.Locator("#details h2")).ToContainTextAsync("<script>alert(1)</script>\\u202E\\u000A");
        (await page.Locator("body img, #list script, #details script").CountAsync()).Should().Be(0);
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).Should().BeTrue("a long name widens nothing");
        await BrowserSite.Picture(page, "hostile waits");
        site.ShouldBeClean();
    }
}
