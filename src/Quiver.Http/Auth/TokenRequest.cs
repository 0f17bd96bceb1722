using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Quiver.Http.Requests;

namespace Quiver.Http.Auth;

/// <summary>What a request for a token says: as JSON or as a form, as OAuth's clients send it.</summary>
/// <param name="User">The user's name; null when the body has none.</param>
/// <param name="Password">The password; null when the body has none.</param>
/// <param name="Lifetime">How long the token shall be taken; null for as long as may be.</param>
internal sealed record TokenRequest(string? User, string? Password, TimeSpan? Lifetime)
{
    private const string FormType = "application/x-www-form-urlencoded";

    private static readonly string[] Fields = ["username", "password", "grant_type", "expires_in"];

    /// <summary>Reads a body.</summary>
    /// <exception cref="Quiver.Model.Status.CypherException"><c>Request.InvalidFormat</c>.</exception>
    public static ValueTask<TokenRequest> ReadAsync(HttpContext context, HttpFrontOptions options)
    {
        bool mayBeForm =
            context.Request.ContentType?.StartsWith(FormType, StringComparison.OrdinalIgnoreCase)
            ?? false;
        return RequestBody.ReadAsync(
            context,
            options,
            body => mayBeForm && !IsObject(body) ? ReadForm(body) : ReadObject(body)
        );
    }

    private static bool IsObject(ReadOnlySequence<byte> body) =>
        Encoding.UTF8.GetString(body).AsSpan().TrimStart().StartsWith("{");

    private static TokenRequest ReadForm(ReadOnlySequence<byte> body)
    {
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
        string? expires = form.TryGetValue("expires_in", out var text) ? text.ToString() : null;
        return new TokenRequest(
            form.TryGetValue("username", out var user) ? user.ToString() : null,
            form.TryGetValue("password", out var password) ? password.ToString() : null,
            expires is null ? null
                : long.TryParse(
                    expires,
                    System.Globalization.NumberStyles.None,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out long seconds
                )
                    ? Seconds(seconds)
                : throw WrongLifetime()
        );
    }

    private static TokenRequest ReadObject(ReadOnlySequence<byte> body)
    {
        var request = RequestObject.Parse(body, Fields);
        _ = request.Text("grant_type");
        return new TokenRequest(
            request.Text("username"),
            request.Text("password"),
            request.Find("expires_in") is not { } value ? null
                : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long seconds)
                    ? Seconds(seconds)
                : throw WrongLifetime()
        );
    }

    private static TimeSpan Seconds(long seconds) =>
        seconds < 1 ? throw WrongLifetime() : TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue));

    private static Quiver.Model.Status.CypherException WrongLifetime() =>
        HttpErrors.WrongType("expires_in", "a whole number of seconds above 0");
}
