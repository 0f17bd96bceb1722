using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Quiver.Foundation;

namespace Quiver.Engine.Security;

/// <summary>Gives and checks tokens that stand for a user's password. Nothing is kept of a token: it carries its end and a keyed digest.</summary>
/// <remarks>
/// <code>
/// "qvt_", then in base64url:
/// 0   i64    when it ends, in nanoseconds of the process's monotonic clock
/// 8   u8×32  HMAC-SHA-256 of the end, the password's salted hash and the name, under a key of this process
/// 40  UTF-8  the user's name
/// </code>
/// A token is void when its time is over, when the server is started anew, and as soon as the user's password changes or the user is dropped or suspended.
/// Thread safe.
/// </remarks>
internal sealed class AccessTokens(AccessControl access, IClock clock)
{
    /// <summary>How long a token is taken, at most and unless a shorter time is asked for.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromHours(24);

    private const string Prefix = "qvt_";
    private const int EndBytes = 8;
    private const int HeadBytes = EndBytes + HMACSHA256.HashSizeInBytes;
    private const int MaxLength = 4_096;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);

    /// <summary>Gives a token to a user who has proved who they are.</summary>
    public AccessToken Issue(Principal principal, TimeSpan lifetime)
    {
        var user = access.Find(principal.Name);
        long end = clock.MonotonicNanoseconds + (lifetime.Ticks * TimeSpan.NanosecondsPerTick);
        byte[] name = Encoding.UTF8.GetBytes(principal.Name);
        byte[] token = new byte[HeadBytes + name.Length];
        BinaryPrimitives.WriteInt64LittleEndian(token, end);
        Digest(end, user, principal.Name).CopyTo(token, EndBytes);
        name.CopyTo(token, HeadBytes);
        return new AccessToken(
            Prefix + Base64Url.EncodeToString(token),
            lifetime,
            [.. (user?.Roles ?? [UserRole.Admin]).Select(RoleNames.Of)]
        );
    }

    /// <summary>Whose token it is.</summary>
    /// <exception cref="Model.Status.CypherException"><c>Security.Unauthorized</c>: it is none of this server, or void; <c>Security.TokenExpired</c>: its time is over.</exception>
    public Principal Verify(string text)
    {
        byte[] token = Decode(text);
        string name = Encoding.UTF8.GetString(token.AsSpan(HeadBytes));
        long end = BinaryPrimitives.ReadInt64LittleEndian(token);
        var user = access.Find(name);
        bool isOurs = CryptographicOperations.FixedTimeEquals(
            Digest(end, user, name),
            token.AsSpan(EndBytes, HMACSHA256.HashSizeInBytes)
        );
        if (!isOurs || user is null || user.IsSuspended)
        {
            throw SecurityErrors.InvalidToken();
        }
        return clock.MonotonicNanoseconds < end
            ? new Principal(name)
            : throw SecurityErrors.TokenExpired();
    }

    private static byte[] Decode(string text)
    {
        if (text.Length > MaxLength || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            throw SecurityErrors.InvalidToken();
        }
        byte[] token = new byte[text.Length];
        var status = Base64Url.DecodeFromChars(
            text.AsSpan(Prefix.Length),
            token,
            out _,
            out int length
        );
        return status == OperationStatus.Done && length >= HeadBytes
            ? token[..length]
            : throw SecurityErrors.InvalidToken();
    }

    private byte[] Digest(long end, UserRecord? user, string name) =>
        HMACSHA256.HashData(
            _key,
            Encoding.UTF8.GetBytes(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{end}:{user?.Password}:{name}"
                )
            )
        );
}
