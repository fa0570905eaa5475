using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LockValidator;

/// <summary>The state as JSON. Lists come in parts (<c>skip</c>, <c>take</c>); the graph is streamed.</summary>
internal static class StateEndpoints
{
    private const int DefaultTake = 100;
    private const int MostTake = 1_000;

    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/live", static context => Write(context, Reader(context).Live(), StateJson.Default.LiveDocument));
        group.MapGet("/graph", static context => Write(context, Reader(context).Graph(), StateJson.Default.GraphDocument));
        group.MapGet("/classes", static context => Part(context, StateJson.Default.PageDocumentClassDocument,
            static (reader, query, skip, take) => reader.Classes(query["search"], skip, take)));
        group.MapGet("/dependencies", static context => Part(context, StateJson.Default.PageDocumentDependencyDocument,
            static (reader, query, skip, take) => reader.Dependencies(query["from"], query["to"], query["search"], skip, take)));
        group.MapGet("/findings", static context => Part(context, StateJson.Default.PageDocumentFindingDocument,
            static (reader, _, skip, take) => reader.Findings(skip, take)));
        group.MapGet("/findings/{key}", Finding);
    }

    private static Task Finding(HttpContext context)
    {
        FindingDetailDocument? found = Reader(context).Finding((string)context.Request.RouteValues["key"]!);
        return found is null ? Refuse(context, StatusCodes.Status404NotFound, "There is no such finding.") : Write(context, found, StateJson.Default.FindingDetailDocument);
    }

    private static Task Part<T>(HttpContext context, JsonTypeInfo<T> type, Func<StateReader, IQueryCollection, int, int, T> read)
    {
        IQueryCollection query = context.Request.Query;
        return Number(query, "skip", 0) is { } skip && Number(query, "take", DefaultTake) is { } take
            ? Write(context, read(Reader(context), query, skip, Math.Min(take, MostTake)), type)
            : Refuse(context, StatusCodes.Status400BadRequest, "skip and take are numbers from 0 up.");
    }

    private static int? Number(IQueryCollection query, string name, int absent) =>
        query[name] is not [{ } text] ? absent : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static StateReader Reader(HttpContext context)
    {
        // Both are there if the services have LockValidator; the default checker can be looked at without.
        IServiceProvider services = context.RequestServices;
        LockChecker? named = services.GetService<LockFindings>() is null ? null : services.GetRequiredService<IOptions<LockValidatorOptions>>().Value.Checker;
        return new StateReader(named ?? LockChecker.Default, services.GetService<LockFindings>());
    }

    private static Task Write<T>(HttpContext context, T document, JsonTypeInfo<T> type)
    {
        SafeHeaders.Set(context.Response, "application/json; charset=utf-8", "default-src 'none'; frame-ancestors 'none'");
        return JsonSerializer.SerializeAsync(context.Response.Body, document, type, context.RequestAborted);
    }

    private static Task Refuse(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        SafeHeaders.Set(context.Response, "text/plain; charset=utf-8", "default-src 'none'; frame-ancestors 'none'");
        return context.Response.WriteAsync(why, context.RequestAborted);
    }
}
