using Quiver.Model.Status;
using Codes = Quiver.Model.Status.StatusCodes;

namespace Quiver.Http.Query;

/// <summary>The errors that the Query API itself finds.</summary>
internal static class QueryErrors
{
    /// <summary>The body is not a request.</summary>
    public static CypherException Invalid(string message, Exception? cause = null) =>
        new(Codes.RequestInvalid, message, inner: cause);

    /// <summary>A typed value that is none.</summary>
    public static CypherException InvalidValue(string type, string? text) =>
        Invalid($"\"{text}\" is no value of type {type}.");

    /// <summary>A type that values cannot have.</summary>
    public static CypherException UnknownType(string type) =>
        Invalid($"Unknown or unsupported \"$type\": {type}.");

    /// <summary>There is nothing to run.</summary>
    public static CypherException NoStatement() =>
        Invalid("The request has no \"statement\" to run.");

    /// <summary>Somebody wants to act as somebody else.</summary>
    public static CypherException NoImpersonation(string user) =>
        new(
            Codes.Forbidden,
            $"Impersonating \"{user}\" is not supported: authenticate as that user."
        );

    /// <summary>The transaction that a request names is not there.</summary>
    public static CypherException TransactionNotFound(string id, CypherException cause) =>
        Invalid(
            $"Transaction with Id: \"{id}\" was not found. It may have timed out and been rolled back.",
            cause
        );

    /// <summary>The HTTP status of an error that is known before the answer begins.</summary>
    public static int HttpStatus(CypherException error) =>
        HttpErrors.HttpStatusOfAny(error.InnerException as CypherException ?? error);
}
