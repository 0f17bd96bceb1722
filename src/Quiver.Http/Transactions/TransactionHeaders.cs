using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Quiver.Engine.Sessions;

namespace Quiver.Http.Transactions;

/// <summary>What a request's headers say about its transaction.</summary>
/// <param name="AccessMode">From <c>Access-Mode: READ|WRITE</c>.</param>
/// <param name="Timeout">From <c>max-execution-time</c> in milliseconds; null for the engine's setting.</param>
/// <param name="Bookmarks">From <c>Bookmarks</c>, a JSON list of text.</param>
internal sealed record TransactionHeaders(
    AccessMode AccessMode,
    TimeSpan? Timeout,
    IReadOnlyList<string> Bookmarks
)
{
    private const int MaxBookmarks = 1_000;
    private const long MaxTimeoutMilliseconds = int.MaxValue;

    /// <summary>Reads the headers.</summary>
    /// <exception cref="Quiver.Model.Status.CypherException"><c>Request.InvalidFormat</c>, <c>Transaction.InvalidBookmark</c>.</exception>
    public static TransactionHeaders Read(IHeaderDictionary headers) =>
        new(
            ReadAccessMode(headers["Access-Mode"]),
            ReadTimeout(headers["max-execution-time"]),
            ReadBookmarks(headers["Bookmarks"])
        );

    private static AccessMode ReadAccessMode(string? text) =>
        text?.ToUpperInvariant() switch
        {
            null or "" or "WRITE" => AccessMode.Write,
            "READ" => AccessMode.Read,
            _ => throw HttpErrors.InvalidHeader("Access-Mode", "READ or WRITE"),
        };

    private static TimeSpan? ReadTimeout(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        bool valid =
            long.TryParse(
                text,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out long milliseconds
            )
            && milliseconds <= MaxTimeoutMilliseconds;
        return valid
            ? (milliseconds == 0 ? null : TimeSpan.FromMilliseconds(milliseconds))
            : throw HttpErrors.InvalidHeader("max-execution-time", "a number of milliseconds");
    }

    private static List<string> ReadBookmarks(string? text)
    {
        var bookmarks = new List<string>();
        if (string.IsNullOrWhiteSpace(text))
        {
            return bookmarks;
        }
        try
        {
            using var document = JsonDocument.Parse(text);
            foreach (var element in document.RootElement.EnumerateArray())
            {
                if (bookmarks.Count == MaxBookmarks)
                {
                    throw HttpErrors.InvalidHeader(
                        "Bookmarks",
                        $"a list of at most {MaxBookmarks} bookmarks"
                    );
                }
                bookmarks.Add(element.GetString() ?? "");
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw HttpErrors.InvalidHeader("Bookmarks", "a JSON list of texts");
        }
        return bookmarks;
    }
}
