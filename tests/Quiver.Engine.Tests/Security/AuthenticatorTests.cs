using Quiver.Engine.Administration;
using Quiver.Engine.Security;
using Quiver.Model.Status;

namespace Quiver.Engine.Tests.Security;

public sealed class AuthenticatorTests
{
    private static readonly PasswordCredentials Right = new("neo4j", "secret-password");

    private readonly ManualClock _clock = new();
    private readonly Authenticator _authenticator;

    public AuthenticatorTests()
    {
        _authenticator = new Authenticator(
            new AccessControl(Right, static () => SystemState.Empty),
            _clock
        );
    }

    [Fact]
    public void Right_password_gives_the_user()
    {
        var principal = _authenticator.Authenticate(AuthToken.Basic("neo4j", "secret-password"));

        Assert.Equal("neo4j", principal.Name);
    }

    [Theory]
    [InlineData("neo4j", "wrong")]
    [InlineData("neo4j", "")]
    [InlineData("Neo4j", "secret-password")]
    [InlineData("other", "secret-password")]
    [InlineData("neo4jsecret", "-password")]
    public void Anything_else_is_unauthorized_and_does_not_tell_what_is_wrong(
        string user,
        string password
    )
    {
        var error = Refusal(AuthToken.Basic(user, password));

        Assert.Equal("Neo.ClientError.Security.Unauthorized", error.Status.Code);
        Assert.Equal("The client is unauthorized due to authentication failure.", error.Message);
    }

    [Fact]
    public void Token_stands_for_the_password_until_its_time_is_over()
    {
        var token = _authenticator.IssueToken(new Principal("neo4j"), TimeSpan.FromMinutes(1));

        Assert.Equal("neo4j", _authenticator.Authenticate(Bearer(token.Text)).Name);
        Assert.Equal(["admin"], token.Roles);
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(
            "Neo.ClientError.Security.TokenExpired",
            Refusal(Bearer(token.Text)).Status.Code
        );
    }

    [Fact]
    public void Token_that_was_changed_anywhere_is_refused()
    {
        string token = _authenticator.IssueToken(new Principal("neo4j"), null).Text;

        for (int i = 0; i < token.Length; i++)
        {
            string other = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.Equal(
                "Neo.ClientError.Security.Unauthorized",
                Refusal(Bearer(other)).Status.Code
            );
            Assert.NotNull(Refusal(Bearer(token[..i])));
        }
    }

    [Fact]
    public void Token_lives_at_most_a_day()
    {
        var token = _authenticator.IssueToken(new Principal("neo4j"), TimeSpan.FromDays(30));

        Assert.Equal(TimeSpan.FromHours(24), token.Lifetime);
    }

    [Fact]
    public void Token_is_void_when_its_user_has_another_password_or_is_gone()
    {
        var state = SystemState.Empty.With(new UserRecord("ada", PasswordHash.Of("first-one")));
        var authenticator = new Authenticator(new AccessControl(Right, () => state), _clock);
        var token = Bearer(authenticator.IssueToken(new Principal("ada"), null).Text);
        Assert.Equal("ada", authenticator.Authenticate(token).Name);

        var user = state.Users["ada"];
        state = state.With(user with { IsSuspended = true });
        Assert.Throws<CypherException>(() => authenticator.Authenticate(token));
        state = state.With(user with { Password = PasswordHash.Of("second-one") });
        Assert.Throws<CypherException>(() => authenticator.Authenticate(token));
        state = SystemState.Empty;
        Assert.Throws<CypherException>(() => authenticator.Authenticate(token));
    }

    private static AuthToken Bearer(string text) => new("bearer", "", text);

    [Theory]
    [InlineData("none")]
    [InlineData("kerberos")]
    [InlineData("")]
    public void Other_schemes_are_unsupported(string scheme)
    {
        var error = Refusal(new AuthToken(scheme, "neo4j", "secret-password"));

        Assert.Equal("Neo.ClientError.Security.Unauthorized", error.Status.Code);
        Assert.StartsWith(
            "Unsupported authentication token",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Three_failures_lock_the_name_even_for_the_right_password_and_the_lock_ends()
    {
        var right = AuthToken.Basic("neo4j", "secret-password");
        _authenticator.Authenticate(right);
        for (int i = 0; i < FailureLimiter.MaxFailures; i++)
        {
            Refusal(AuthToken.Basic("neo4j", "wrong"));
        }

        Assert.Equal(
            "Neo.ClientError.Security.AuthenticationRateLimit",
            Refusal(right).Status.Code
        );

        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("neo4j", _authenticator.Authenticate(right).Name);
        Assert.Equal(
            "Neo.ClientError.Security.Unauthorized",
            Refusal(AuthToken.Basic("neo4j", "wrong")).Status.Code
        );
    }

    [Fact]
    public void Success_forgets_earlier_failures()
    {
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < FailureLimiter.MaxFailures - 1; i++)
            {
                Refusal(AuthToken.Basic("neo4j", "wrong"));
            }
            _authenticator.Authenticate(AuthToken.Basic("neo4j", "secret-password"));
        }
    }

    [Fact]
    public void A_verified_password_is_remembered_only_for_a_while_and_a_wrong_one_never_passes_by_it()
    {
        var verified = new VerifiedCredentials(_clock);
        verified.Add("neo4j", "secret-password");

        Assert.True(verified.Contains("neo4j", "secret-password"));
        Assert.False(verified.Contains("neo4j", "secret-passwore"));
        Assert.False(verified.Contains("neo4jsecret", "-password"));

        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.False(verified.Contains("neo4j", "secret-password"));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("basic")]
    [InlineData("kerberos")]
    public void Without_credentials_every_scheme_is_accepted(string scheme)
    {
        var open = new Authenticator(
            new AccessControl(configured: null, static () => SystemState.Empty),
            _clock
        );

        Assert.Equal("anyone", open.Authenticate(new AuthToken(scheme, "anyone", "x")).Name);
    }

    [Fact]
    public void A_token_shows_no_secret_in_logs()
    {
        Assert.DoesNotContain(
            "secret",
            AuthToken.Basic("neo4j", "secret").ToString(),
            StringComparison.Ordinal
        );
    }

    private CypherException Refusal(AuthToken token) =>
        Assert.Throws<CypherException>(() => _authenticator.Authenticate(token));
}
