using LockValidator;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds LockValidator to an ASP.NET Core app.</summary>
public static class LockValidatorEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Serves the live state of LockValidator: a page at <paramref name="pattern"/>, and JSON below it at <c>live</c>, <c>graph</c>,
    /// <c>classes</c>, <c>dependencies</c>, <c>findings</c> and <c>findings/{key}</c>.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="pattern">Where.</param>
    /// <returns>All of these endpoints, for <c>RequireAuthorization</c> and other conventions.</returns>
    /// <remarks>It shows names and stacks of the program. Whoever may reach the app may see them, unless the endpoints require authorization.</remarks>
    public static IEndpointConventionBuilder MapLockValidator(this IEndpointRouteBuilder endpoints, string pattern = "/lockvalidator")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        RouteGroupBuilder group = endpoints.MapGroup(pattern);
        group.MapGet("/", StatePage.Write);
        StateEndpoints.Map(group);
        group.ExcludeFromDescription();
        return group;
    }

    /// <summary>Follows each request across <c>await</c>, so that a thread's lock held there is found. To be called first.</summary>
    /// <param name="app">The app.</param>
    /// <returns><paramref name="app"/>.</returns>
    public static IApplicationBuilder UseLockValidator(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);

        return app.Use(static next => context => LockValidation.RunFollowed(static both => both.next(both.context), (next, context)));
    }
}
