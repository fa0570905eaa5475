using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace LockValidator.AspNetCore.Tests;

/// <summary>An app on a loopback port, and the page open in a headless browser that keeps what it complains of.</summary>
internal sealed class BrowserSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private BrowserSite(WebApplication app, IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_app, _playwright, _browser, Page) = (app, playwright, browser, page);
        Page.Console += (_, message) => Complaints.Add($"{message.Type}: {message.Text}");
        Page.PageError += (_, error) => Complaints.Add(error);
        Page.Dialog += (_, dialog) => Complaints.Add($"dialog: {dialog.Message}");
        Page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    public string Origin => _app.Urls.First();

    public System.Collections.Concurrent.ConcurrentBag<string> Complaints { get; } = [];

    public System.Collections.Concurrent.ConcurrentBag<string> Requests { get; } = [];

    public static async Task<BrowserSite> Open(LockChecker checker, ColorScheme scheme = ColorScheme.Light)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddLockValidator(options =>
        {
            options.Checker = checker;

            // Counted, and not written: no logger listens here, and standard error is for the test run.
            options.Levels[ViolationKind.CircularDependency] = LogLevel.None;
            options.Levels[ViolationKind.LiveDeadlock] = LogLevel.None;
        });
        WebApplication app = builder.Build();
        app.MapLockValidator("/lockvalidator");
        await app.StartAsync();
        string browser = BrowserFactAttribute.Executable
            ?? throw new InvalidOperationException("LOCKVALIDATOR_REQUIRE_BROWSER is 1, and there is no chromium on the PATH.");
        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser started = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = browser, Args = ["--no-sandbox"], Timeout = 60_000 });
        IPage page = await started.NewPageAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = 1400, Height = 850 } });
        page.SetDefaultTimeout(30_000);
        var site = new BrowserSite(app, playwright, started, page);
        await page.GotoAsync(app.Urls.First() + "/lockvalidator");
        return site;
    }

    /// <summary>For a person to look at, where LOCKVALIDATOR_PICTURES names a folder.</summary>
    public static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("LOCKVALIDATOR_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        }
    }

    public void ShouldBeClean()
    {
        Complaints.Should().BeEmpty("neither the console nor a dialog may say anything");
        Requests.Where(static url => !url.StartsWith("data:", StringComparison.Ordinal)).Should().NotBeEmpty()
            .And.OnlyContain(url => url.StartsWith(Origin + "/lockvalidator", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
        await _app.DisposeAsync();
    }
}
