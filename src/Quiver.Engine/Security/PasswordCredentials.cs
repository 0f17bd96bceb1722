using System.Security.Cryptography;
using System.Text;

namespace Quiver.Engine.Security;

/// <summary>One user's name and the salted hash of the password: the password itself is not kept.</summary>
/// <remarks>Thread safe. A verification costs tens of milliseconds of one core, on purpose.</remarks>
public sealed class PasswordCredentials
{
    private const int Iterations = 100_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(SaltBytes);
    private readonly byte[] _hash;

    /// <summary>Hashes a password.</summary>
    /// <param name="user">The user's name; compared with case.</param>
    /// <param name="password">The password.</param>
    public PasswordCredentials(string user, string password)
    {
        User = user;
        _hash = Hash(password);
    }

    /// <summary>The user's name.</summary>
    public string User { get; }

    /// <summary>Whether this is the user and the password. Takes the same time for a wrong name as for a wrong password.</summary>
    internal bool Verify(string user, string password)
    {
        bool samePassword = CryptographicOperations.FixedTimeEquals(Hash(password), _hash);
        return samePassword & string.Equals(user, User, StringComparison.Ordinal);
    }

    private byte[] Hash(string password) =>
        Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(password),
            _salt,
            Iterations,
            HashAlgorithmName.SHA256,
            HashBytes
        );
}
