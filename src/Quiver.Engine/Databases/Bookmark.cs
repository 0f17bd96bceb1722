using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Quiver.Engine.Databases;

/// <summary>Names a commit, so that a later request can ask to see it: <c>&lt;log id&gt;:&lt;epoch&gt;:&lt;sequence&gt;</c>.</summary>
/// <param name="LogId">The commit log's identity; each full import starts another.</param>
/// <param name="Epoch">The log's epoch.</param>
/// <param name="Sequence">The commit's number.</param>
internal readonly record struct Bookmark(Guid LogId, long Epoch, long Sequence)
{
    /// <summary>The most bookmarks that one request may have.</summary>
    public const int MaxPerRequest = 10_000;

    private const int MaxLength = 128;

    /// <summary>Reads a bookmark.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Bookmark? bookmark)
    {
        bookmark = null;
        if (text.Length > MaxLength)
        {
            return false;
        }
        Span<Range> parts = stackalloc Range[4];
        var span = text.AsSpan();
        if (span.Split(parts, ':') != 3)
        {
            return false;
        }
        if (
            Guid.TryParseExact(span[parts[0]], "D", out var logId)
            && TryParseNumber(span[parts[1]], out long epoch)
            && TryParseNumber(span[parts[2]], out long sequence)
        )
        {
            bookmark = new Bookmark(logId, epoch, sequence);
            return true;
        }
        return false;
    }

    /// <summary>The bookmark as clients get it.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{LogId:D}:{Epoch}:{Sequence}");

    private static bool TryParseNumber(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
