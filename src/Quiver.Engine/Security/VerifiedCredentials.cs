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
    private const int SlotCount = 64;
    private const long LifetimeNanoseconds = 60_000_000_000;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly Entry?[] _entries = new Entry?[SlotCount];

    /// <summary>Whether exactly these were verified a short time ago.</summary>
    public bool Contains(string user, string password) =>
        Volatile.Read(ref SlotOf(user)) is { } entry
        && clock.MonotonicNanoseconds - entry.VerifiedAtNanoseconds < LifetimeNanoseconds
        && CryptographicOperations.FixedTimeEquals(Digest(user, password), entry.Digest);

    /// <summary>Remembers that these are right.</summary>
    public void Add(string user, string password) =>
        Volatile.Write(
            ref SlotOf(user),
            new Entry(Digest(user, password), clock.MonotonicNanoseconds)
        );

    // Users who share a slot forget each other, which costs them the slow hash once more.
    private ref Entry? SlotOf(string user) =>
        ref _entries[(uint)string.GetHashCode(user, StringComparison.Ordinal) % SlotCount];

    private byte[] Digest(string user, string password)
    {
        // The length keeps "ab" + "c" and "a" + "bc" apart.
        string text = $"{user.Length}:{user}{password}";
        return HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));
    }

    private sealed record Entry(byte[] Digest, long VerifiedAtNanoseconds);
}
