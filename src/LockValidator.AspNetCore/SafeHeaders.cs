using Microsoft.AspNetCore.Http;

namespace LockValidator;

/// <summary>Headers that keep a browser from doing more with an answer than it is meant for.</summary>
internal static class SafeHeaders
{
    public static void Set(HttpResponse response, string contentType, string contentSecurityPolicy)
    {
        response.ContentType = contentType;
        response.Headers.ContentSecurityPolicy = contentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
