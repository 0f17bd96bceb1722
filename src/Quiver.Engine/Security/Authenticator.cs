using Quiver.Foundation;

namespace Quiver.Engine.Security;

/// <summary>Decides who a client is.</summary>
/// <param name="access">Knows the users.</param>
/// <param name="clock">For locks and memories that end.</param>
/// <remarks>Thread safe.</remarks>
internal sealed class Authenticator(AccessControl access, IClock clock)
{
    private const int MaxNameLength = 1_024;
    private const int MaxPasswordLength = 4_096;

    private readonly FailureLimiter _failures = new(clock);
    private readonly VerifiedCredentials _verified = new(clock);
    private readonly AccessTokens _tokens = new(access, clock);

    /// <summary>Checks a client's token.</summary>
    public Principal Authenticate(AuthToken token)
    {
        if (access.IsOff)
        {
            return new Principal(token.Principal);
        }
        if (string.Equals(token.Scheme, "bearer", StringComparison.Ordinal))
        {
            return _tokens.Verify(token.Credentials);
        }
        if (!string.Equals(token.Scheme, "basic", StringComparison.Ordinal))
        {
            throw SecurityErrors.UnsupportedScheme(token.Scheme);
        }
        if (token.Principal.Length > MaxNameLength || token.Credentials.Length > MaxPasswordLength)
        {
            throw SecurityErrors.Unauthorized();
        }
        if (_failures.IsLocked(token.Principal))
        {
            throw SecurityErrors.TooManyFailures();
        }
        var user = access.Find(token.Principal);
        if (!IsRight(user, token))
        {
            _failures.NoteFailure(token.Principal);
            throw SecurityErrors.Unauthorized();
        }
        _failures.NoteSuccess(token.Principal);
        return user!.IsSuspended
            ? throw SecurityErrors.Unauthorized()
            : new Principal(token.Principal);
    }

    /// <summary>Gives a token to a user who has just been authenticated.</summary>
    /// <param name="principal">The user.</param>
    /// <param name="lifetime">How long it shall be taken; null for as long as may be.</param>
    public AccessToken IssueToken(Principal principal, TimeSpan? lifetime)
    {
        var longest = AccessTokens.LongestLifetime;
        return _tokens.Issue(
            principal,
            lifetime is { } wanted && wanted < longest ? wanted : longest
        );
    }

    /// <summary>Whether this is the user's password now, however often it was asked; for a user who changes it.</summary>
    public bool Verify(UserRecord user, string password) =>
        password.Length <= MaxPasswordLength && IsRight(user, AuthToken.Basic(user.Name, password));

    private bool IsRight(UserRecord? user, AuthToken token)
    {
        if (user is null)
        {
            // Whoever offers an unknown name waits as long as one who offers a wrong password.
            PasswordHash.Of(token.Credentials);
            return false;
        }
        // The hash stands for the password as it was when it was verified: a changed password has another.
        string account = $"{user.Password}{user.Name}";
        if (_verified.Contains(account, token.Credentials))
        {
            return true;
        }
        if (!user.Password.Verify(token.Credentials))
        {
            return false;
        }
        _verified.Add(account, token.Credentials);
        return true;
    }
}
