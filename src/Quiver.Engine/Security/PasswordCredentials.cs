namespace Quiver.Engine.Security;

/// <summary>One user's name and the salted hash of the password: the password itself is not kept.</summary>
/// <remarks>Thread safe. A verification costs tens of milliseconds of one core, on purpose.</remarks>
/// <param name="user">The user's name; compared with case.</param>
/// <param name="password">The password.</param>
public sealed class PasswordCredentials(string user, string password)
{
    private readonly PasswordHash _hash = PasswordHash.Of(password);

    /// <summary>The user's name.</summary>
    public string User { get; } = user;

    /// <summary>The user as an administrator.</summary>
    internal UserRecord ToRecord() => new(User, _hash) { Roles = [UserRole.Admin] };
}
