namespace Quiver.Engine.Security;

/// <summary>The account that a server is started with: one user's name and password.</summary>
/// <remarks>Thread safe. A verification costs tens of milliseconds of one core, on purpose.</remarks>
/// <param name="user">The user's name; compared with case.</param>
/// <param name="password">The password.</param>
public sealed class PasswordCredentials(string user, string password)
{
    private readonly PasswordHash _hash = PasswordHash.Of(password);
    private Tuple<PasswordHash, bool>? _lastComparison;

    /// <summary>The user's name.</summary>
    public string User { get; } = user;

    /// <summary>Whether a hash is that of this password. Cost: that of a verification for each other hash than the one before.</summary>
    internal bool IsPasswordOf(PasswordHash hash)
    {
        var last = Volatile.Read(ref _lastComparison);
        if (!ReferenceEquals(last?.Item1, hash))
        {
            last = Tuple.Create(hash, ReferenceEquals(hash, _hash) || hash.Verify(password));
            Volatile.Write(ref _lastComparison, last);
        }
        return last!.Item2;
    }

    /// <summary>The user as an administrator.</summary>
    internal UserRecord ToRecord() => new(User, _hash) { Roles = [UserRole.Admin] };
}
