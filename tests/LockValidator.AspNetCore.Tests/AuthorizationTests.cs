using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LockValidator.AspNetCore.Tests;

public sealed class AuthorizationTests
{
    private static readonly string[] s_paths = ["", "/live", "/graph", "/classes", "/dependencies", "/findings", "/findings/x"];

    [Fact]
    public async Task Every_endpoint_honours_authorization()
    {
        await using Site site = await Site.Start(
            new LockChecker(),
            static app =>
            {
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapLockValidator("/closed").RequireAuthorization();
                app.MapLockValidator("/open");
            },
            static services =>
            {
                services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, HeaderHandler>("test", null);
                services.AddAuthorization();
            });

        foreach (string path in s_paths)
        {
            (await Get("/closed" + path, user: null)).Should().Be(HttpStatusCode.Unauthorized, "{0} is for users", path);
            (await Get("/closed" + path, user: "ada")).Should().Be(path == "/findings/x" ? HttpStatusCode.NotFound : HttpStatusCode.OK);
            (await Get("/open" + path, user: null)).Should().Be(path == "/findings/x" ? HttpStatusCode.NotFound : HttpStatusCode.OK);
        }

        async Task<HttpStatusCode> Get(string path, string? user)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (user is not null)
            {
                request.Headers.Add("X-User", user);
            }

            using HttpResponseMessage response = await site.Client.SendAsync(request);
            return response.StatusCode;
        }
    }

    private sealed class HeaderHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers["X-User"] is [{ } user]
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, user)], Scheme.Name)), Scheme.Name))
            : AuthenticateResult.NoResult());
    }
}
