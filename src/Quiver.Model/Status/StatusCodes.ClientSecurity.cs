namespace Quiver.Model.Status;

public static partial class StatusCodes
{
    // Who may do what.

    /// <summary>Wrong user or password.</summary>
    public static readonly StatusCode Unauthorized = Of(
        "Neo.ClientError.Security.Unauthorized",
        UnexpectedError
    );

    /// <summary>The user may not do that.</summary>
    public static readonly StatusCode Forbidden = Of(
        "Neo.ClientError.Security.Forbidden",
        UnexpectedError
    );

    /// <summary>The password must be changed first.</summary>
    public static readonly StatusCode CredentialsExpired = Of(
        "Neo.ClientError.Security.CredentialsExpired",
        UnexpectedError
    );

    /// <summary>The rights were renewed; connect again.</summary>
    public static readonly StatusCode AuthorizationExpired = Of(
        "Neo.ClientError.Security.AuthorizationExpired",
        UnexpectedError
    );

    /// <summary>The token is no longer valid.</summary>
    public static readonly StatusCode TokenExpired = Of(
        "Neo.ClientError.Security.TokenExpired",
        UnexpectedError
    );

    /// <summary>Too many wrong passwords; try later.</summary>
    public static readonly StatusCode AuthenticationRateLimit = Of(
        "Neo.ClientError.Security.AuthenticationRateLimit",
        UnexpectedError
    );
}
