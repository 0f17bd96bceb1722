using Quiver.Model.Status;

namespace Quiver.Engine.Security;

/// <summary>The errors of authentication.</summary>
internal static class SecurityErrors
{
    /// <summary>The user or the password is wrong; which of them is not told.</summary>
    public static CypherException Unauthorized() =>
        new(StatusCodes.Unauthorized, "The client is unauthorized due to authentication failure.");

    /// <summary>The token is none of this server, or its user has changed.</summary>
    public static CypherException InvalidToken() =>
        new(
            StatusCodes.Unauthorized,
            "Invalid token: it was not given by this server since its start, or its user's password has changed. POST /auth/token gives a new one."
        );

    /// <summary>The token's time is over.</summary>
    public static CypherException TokenExpired() =>
        new(StatusCodes.TokenExpired, "The token has expired. POST /auth/token gives a new one.");

    /// <summary>The client offers a kind of proof that this server does not take.</summary>
    public static CypherException UnsupportedScheme(string scheme) =>
        new(
            StatusCodes.Unauthorized,
            $"Unsupported authentication token, scheme '{scheme}' is not supported: use 'basic' with a user name and a password, or 'bearer' with a token of POST /auth/token."
        );

    /// <summary>The user's roles do not allow it.</summary>
    public static CypherException NotAllowed(string what, UserRecord user) =>
        new(
            StatusCodes.Forbidden,
            $"{what} are not allowed for user '{user.Name}' with roles [{RoleNames.Join(user.Roles)}]."
        );

    /// <summary>The user was dropped or suspended since the client connected.</summary>
    public static CypherException Gone(string name) =>
        new(StatusCodes.Forbidden, $"User '{name}' does not exist any more or is suspended.");

    /// <summary>The password must be changed before anything else.</summary>
    public static CypherException PasswordExpired() =>
        new(
            StatusCodes.CredentialsExpired,
            "The credentials you provided were valid, but must be changed before you can use this instance. "
                + "Use ALTER CURRENT USER SET PASSWORD FROM 'current password' TO 'new password' on the system database."
        );

    /// <summary>Too many wrong passwords in a row.</summary>
    public static CypherException TooManyFailures() =>
        new(
            StatusCodes.AuthenticationRateLimit,
            "The client has provided incorrect authentication details too many times in a row."
        );
}
