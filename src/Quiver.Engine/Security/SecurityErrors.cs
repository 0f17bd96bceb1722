using Quiver.Model.Status;

namespace Quiver.Engine.Security;

/// <summary>The errors of authentication.</summary>
internal static class SecurityErrors
{
    /// <summary>The user or the password is wrong; which of them is not told.</summary>
    public static CypherException Unauthorized() =>
        new(StatusCodes.Unauthorized, "The client is unauthorized due to authentication failure.");

    /// <summary>The client offers a kind of proof that this server does not take.</summary>
    public static CypherException UnsupportedScheme(string scheme) =>
        new(
            StatusCodes.Unauthorized,
            $"Unsupported authentication token, scheme '{scheme}' is not supported: use 'basic' with a user name and a password."
        );

    /// <summary>Too many wrong passwords in a row.</summary>
    public static CypherException TooManyFailures() =>
        new(
            StatusCodes.AuthenticationRateLimit,
            "The client has provided incorrect authentication details too many times in a row."
        );
}
