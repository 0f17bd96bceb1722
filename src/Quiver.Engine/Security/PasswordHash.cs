using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Quiver.Engine.Security;

/// <summary>
/// A password's salted PBKDF2 hash: the password itself is not kept. As text <c>pbkdf2-sha256,iterations,salt,hash</c>, salt and hash in hexadecimal
/// digits.
/// </summary>
/// <remarks>Immutable. A verification costs tens of milliseconds of one core, on purpose.</remarks>
internal sealed class PasswordHash
{
    private const string Algorithm = "pbkdf2-sha256";
    private const int NewIterations = 100_000;
    private const int MaxIterations = 10_000_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const int MaxSaltBytes = 64;

    private readonly int _iterations;
    private readonly byte[] _salt;
    private readonly byte[] _hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash)
    {
        _iterations = iterations;
        _salt = salt;
        _hash = hash;
    }

    /// <summary>Hashes a password with a new salt.</summary>
    public static PasswordHash Of(string password)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new PasswordHash(NewIterations, salt, Hash(password, NewIterations, salt));
    }

    /// <summary>Reads a hash from its text.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PasswordHash? hash)
    {
        hash = null;
        string[] parts = text.Split(',');
        if (
            parts.Length != 4
            || parts[0] != Algorithm
            || !int.TryParse(
                parts[1],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out int iterations
            )
            || iterations is < 1 or > MaxIterations
            || !TryParseHex(parts[2], MaxSaltBytes, out byte[]? salt)
            || !TryParseHex(parts[3], HashBytes, out byte[]? value)
            || value.Length != HashBytes
        )
        {
            return false;
        }
        hash = new PasswordHash(iterations, salt, value);
        return true;
    }

    /// <summary>Whether this is the password's hash. Takes the same time whatever the password.</summary>
    public bool Verify(string password) =>
        CryptographicOperations.FixedTimeEquals(Hash(password, _iterations, _salt), _hash);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Algorithm},{_iterations},{Convert.ToHexString(_salt)},{Convert.ToHexString(_hash)}"
        );

    private static bool TryParseHex(
        string text,
        int maxBytes,
        [NotNullWhen(true)] out byte[]? bytes
    )
    {
        bool valid =
            text.Length > 0
            && text.Length % 2 == 0
            && text.Length <= 2 * maxBytes
            && text.All(char.IsAsciiHexDigit);
        bytes = valid ? Convert.FromHexString(text) : null;
        return valid;
    }

    private static byte[] Hash(string password, int iterations, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(password),
            salt,
            iterations,
            HashAlgorithmName.SHA256,
            HashBytes
        );
}
