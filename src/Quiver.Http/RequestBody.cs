using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Quiver.Http;

/// <summary>Takes in a request's whole body, within the server's limit.</summary>
internal static class RequestBody
{
    /// <summary>Turns the body's bytes into what they say.</summary>
    /// <typeparam name="T">What they say.</typeparam>
    public delegate T Parser<out T>(ReadOnlySequence<byte> body);

    /// <summary>Reads the body and parses it.</summary>
    /// <exception cref="BadHttpRequestException">It is longer than allowed (413), or breaks off.</exception>
    public static async ValueTask<T> ReadAsync<T>(
        HttpContext context,
        HttpFrontOptions options,
        Parser<T> parse
    )
    {
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is { IsReadOnly: false })
        {
            limit.MaxRequestBodySize = options.MaxRequestBodyBytes;
        }
        PipeReader body = context.Request.BodyReader;
        while (true)
        {
            var result = await body.ReadAsync(context.RequestAborted);
            if (result.IsCompleted)
            {
                try
                {
                    return parse(result.Buffer);
                }
                finally
                {
                    body.AdvanceTo(result.Buffer.End);
                }
            }
            // Nothing is consumed before all is there: the server's own limit bounds what gathers.
            body.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
