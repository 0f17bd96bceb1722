using Microsoft.AspNetCore.Http;

namespace Quiver.Http;

/// <summary>Lets pages of any origin call the API, as Neo4j does: requests carry their credentials in a header, never in a cookie.</summary>
internal static class Cors
{
    private const string Methods = "GET, POST, PUT, DELETE, OPTIONS";

    private const string Headers =
        "Accept, Access-Mode, Authorization, Bookmarks, Content-Type, max-execution-time, "
        + "neo4j-cluster-affinity, X-Requested-With";

    private const string MaxAgeSeconds = "600";

    /// <summary>Marks every answer and answers pre-flight requests.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return next(context);
        }
        headers.AccessControlAllowMethods = Methods;
        headers.AccessControlAllowHeaders = Headers;
        headers.AccessControlMaxAge = MaxAgeSeconds;
        headers.Allow = Methods;
        context.Response.StatusCode = StatusCodes.Status200OK;
        return Task.CompletedTask;
    }
}
