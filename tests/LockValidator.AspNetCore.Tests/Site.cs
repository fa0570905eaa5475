using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LockValidator.AspNetCore.Tests;

/// <summary>An app with the endpoints, without a socket.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Site(WebApplication app)
    {
        _app = app;
        Client = app.GetTestClient();
    }

    public HttpClient Client { get; }

    public static async Task<Site> Start(LockChecker checker, Action<WebApplication> map, Action<IServiceCollection>? add = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddLockValidator(options =>
        {
            options.Checker = checker;

            // Counted, and not written: no logger listens here, and standard error is for the test run.
            options.Levels[ViolationKind.CircularDependency] = LogLevel.None;
            options.Levels[ViolationKind.LiveDeadlock] = LogLevel.None;
        });
        add?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        map(app);
        await app.StartAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return new Site(app);
    }

    public async Task<JsonElement> Json(string path)
    {
        using HttpResponseMessage response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        response.IsSuccessStatusCode.Should().BeTrue("{0} gave {1}", path, response.StatusCode);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
