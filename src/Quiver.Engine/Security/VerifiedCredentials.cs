using System.Security.Cryptography;
using System.Text;
using Quiver.Foundation;

namespace Quiver.Engine.Security;

/// <summary>
/// Remembers for a while that a user's password was right, so that not each of many short connections pays for the slow hash. Holds a keyed
/// digest under a key of this process, never the password.
/// </summary>
/// <remarks>Thread safe.</remarks>
internal sealed class VerifiedCredentials(IClock clock)
{
    private const long LifetimeNanoseconds = 60_000_000_000;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private volatile Entry? _entry;

    /// <summary>Whether exactly these were verified a short time ago.</summary>
    public bool Contains(string user, string password) =>
        _entry is { } entry
        && clock.MonotonicNanoseconds - entry.VerifiedAtNanoseconds < LifetimeNanoseconds
        && CryptographicOperations.FixedTimeEquals(Digest(user, password), entry.Digest);

    /// <summary>Remembers that these are right.</summary>
    public void Add(string user, string password) =>
        _entry = new Entry(Digest(user, password), clock.MonotonicNanoseconds);

    private byte[] Digest(string user, string password)
    {
        // The length keeps "ab" + "c" and "a" + "bc" apart.
        string text = $"{user.Length}:{user}{password}";
        return HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));
    }

    private sealed record Entry(byte[] Digest, long VerifiedAtNanoseconds);
}
