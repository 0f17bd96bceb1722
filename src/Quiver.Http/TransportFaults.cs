using Microsoft.AspNetCore.Http;
using Quiver.Http.Json;

namespace Quiver.Http;

/// <summary>What every API does about faults of the transport: a body that is too large, a client that has gone.</summary>
internal static class TransportFaults
{
    /// <summary>Answers a request, or says that its body is too large.</summary>
    public static async Task AnswerAsync(
        HttpContext context,
        HttpFrontOptions options,
        Func<Task> answer
    )
    {
        try
        {
            await answer();
        }
        catch (BadHttpRequestException error)
            when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            var tooLarge = HttpErrors.BodyTooLarge(options.MaxRequestBodyBytes);
            await ErrorDocument.WriteAsync(context, error.StatusCode, tooLarge);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: nobody is left to answer.
        }
    }
}
