using Quiver.Foundation;

namespace Quiver.Engine.Security;

/// <summary>Decides who a client is.</summary>
/// <param name="credentials">The one user, or null when anyone may come.</param>
/// <param name="clock">For locks and memories that end.</param>
/// <remarks>Thread safe.</remarks>
internal sealed class Authenticator(PasswordCredentials? credentials, IClock clock)
{
    private const int MaxNameLength = 1_024;
    private const int MaxPasswordLength = 4_096;

    private readonly FailureLimiter _failures = new(clock);
    private readonly VerifiedCredentials _verified = new(clock);

    /// <summary>Checks a client's token.</summary>
    public Principal Authenticate(AuthToken token)
    {
        if (credentials is null)
        {
            return new Principal(token.Principal);
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
        if (!IsRight(credentials, token))
        {
            _failures.NoteFailure(token.Principal);
            throw SecurityErrors.Unauthorized();
        }
        _failures.NoteSuccess(token.Principal);
        return new Principal(token.Principal);
    }

    private bool IsRight(PasswordCredentials right, AuthToken token)
    {
        if (_verified.Contains(token.Principal, token.Credentials))
        {
            return true;
        }
        if (!right.Verify(token.Principal, token.Credentials))
        {
            return false;
        }
        _verified.Add(token.Principal, token.Credentials);
        return true;
    }
}
