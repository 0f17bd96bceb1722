using Microsoft.AspNetCore.Http;
using Quiver.Model.Status;
using Codes = Quiver.Model.Status.StatusCodes;

namespace Quiver.Http;

/// <summary>The errors that the front door itself finds.</summary>
internal static class HttpErrors
{
    /// <summary>The <c>Authorization</c> header is missing.</summary>
    public static CypherException NoAuthentication() =>
        new(Codes.Unauthorized, "No authentication header supplied.");

    /// <summary>The <c>Authorization</c> header cannot be decoded.</summary>
    public static CypherException InvalidAuthenticationHeader() =>
        new(Codes.RequestInvalidFormat, "Invalid authentication header.");

    /// <summary>The user or the password is wrong.</summary>
    public static CypherException WrongPassword(CypherException cause) =>
        new(Codes.Unauthorized, "Invalid username or password.", inner: cause);

    /// <summary>The body is not JSON.</summary>
    public static CypherException MalformedJson(Exception cause) =>
        new(
            Codes.RequestInvalidFormat,
            $"Could not parse the incoming JSON: {cause.Message}",
            inner: cause
        );

    /// <summary>The body is JSON, but not a request.</summary>
    public static CypherException InvalidFormat(string message) =>
        new(Codes.RequestInvalidFormat, message);

    /// <summary>The body has a field that the API does not know.</summary>
    public static CypherException UnknownField(string name, string known) =>
        new(Codes.RequestInvalidFormat, $"Unrecognized field \"{name}\": known here are {known}.");

    /// <summary>A result form that the API does not know.</summary>
    public static CypherException UnknownResultContents(string name) =>
        new(
            Codes.RequestInvalidFormat,
            $"Unknown result data content \"{name}\": use \"row\" or \"graph\"."
        );

    /// <summary>More statements than one request may have.</summary>
    public static CypherException TooManyStatements(int most) =>
        new(Codes.RequestInvalidFormat, $"A request may have at most {most} statements.");

    /// <summary>A header's value is not what it must be.</summary>
    public static CypherException InvalidHeader(string name, string expected) =>
        new(Codes.RequestInvalidFormat, $"The header \"{name}\" must be {expected}.");

    /// <summary>The body has more bytes than the server takes.</summary>
    public static CypherException BodyTooLarge(long most) =>
        new(Codes.RequestInvalidFormat, $"The request's body may have at most {most} bytes.");

    /// <summary>The body is no JSON by its content type.</summary>
    public static CypherException UnsupportedMediaType(string? type) =>
        new(
            Codes.RequestInvalidFormat,
            $"The content type must be application/json, not \"{type}\"."
        );

    /// <summary>A request names a transaction that is not there.</summary>
    public static CypherException UnknownTransaction() =>
        new(
            Codes.TransactionNotFound,
            "Unrecognized transaction id. Transaction may have timed out and been rolled back."
        );

    /// <summary>Two requests use one transaction at the same time.</summary>
    public static CypherException TransactionInUse() =>
        new(
            Codes.TransactionAccessedConcurrently,
            "The requested transaction is being used concurrently by another request."
        );

    /// <summary>More open transactions than the server holds.</summary>
    public static CypherException TooManyOpenTransactions(int most) =>
        new(
            Codes.MaximumTransactionLimitReached,
            $"There are {most} open transactions, which is the most that the server holds. Commit or roll back some, or let them time out."
        );

    /// <summary>A defect of ours, or a fault of the machine, told without its inner workings.</summary>
    public static CypherException Unexpected(Exception cause) =>
        new(
            Codes.UnknownError,
            "An unexpected failure occurred; the server's log has the details.",
            inner: cause
        );

    /// <summary>A field of a request that is of another type than it must be.</summary>
    public static CypherException WrongType(string name, string expected) =>
        InvalidFormat($"\"{name}\" must be {expected}.");

    /// <summary>A request for a token without user or password.</summary>
    public static CypherException NoCredentials() =>
        new(
            Codes.RequestInvalidFormat,
            "A token needs \"username\" and \"password\", or the header \"Authorization: Basic\"."
        );

    /// <summary>The HTTP status of an error that is the whole answer, of whichever side it is.</summary>
    public static int HttpStatusOfAny(CypherException error) =>
        HttpStatus(error) switch
        {
            400
                when error.Status.Code.StartsWith(
                    "Neo.TransientError.",
                    StringComparison.Ordinal
                ) => 503,
            400 when error.Status.Code.StartsWith("Neo.DatabaseError.", StringComparison.Ordinal) =>
                500,
            int status => status,
        };

    /// <summary>
    /// Gives the answer of statements their HTTP status. It stays as it is where they failed, since what went before may be on its way; but of a user who must change the password nothing runs, and nothing has left.
    /// </summary>
    public static void MarkFailure(HttpResponse response, CypherException? failure)
    {
        if (
            failure is not null
            && !response.HasStarted
            && ReferenceEquals(failure.Status, Codes.CredentialsExpired)
        )
        {
            response.StatusCode = HttpStatus(failure);
            response.Headers.Remove("Location");
        }
    }

    /// <summary>The HTTP status of an error that is answered before the results begin.</summary>
    public static int HttpStatus(CypherException error) =>
        error.Status.Code switch
        {
            "Neo.ClientError.Security.Unauthorized" => 401,
            "Neo.ClientError.Security.TokenExpired" => 401,
            "Neo.ClientError.Security.AuthenticationRateLimit" => 429,
            "Neo.ClientError.Security.CredentialsExpired" => 403,
            "Neo.ClientError.Security.Forbidden" => 403,
            "Neo.ClientError.Database.DatabaseNotFound" => 404,
            "Neo.ClientError.Transaction.TransactionNotFound" => 404,
            _ => 400,
        };
}
