using System.Globalization;
using System.Text.Json;
using Quiver.Engine.PersonalData;
using Quiver.Http.Requests;
using Quiver.Model.Status;

namespace Quiver.Http.PersonalData;

/// <summary>The person whom a request is about.</summary>
internal static class SubjectFields
{
    /// <summary>The names of the field that names the person.</summary>
    public static readonly IReadOnlyCollection<string> Names = ["userId", "user_id"];

    /// <summary>Reads the person's name, which is a text or a number.</summary>
    /// <exception cref="CypherException"><c>Request.InvalidFormat</c>: nobody is named, or two persons are.</exception>
    public static SubjectId Read(RequestObject request)
    {
        SubjectId? subject = null;
        foreach (string name in Names)
        {
            if (request.Find(name) is not { } value)
            {
                continue;
            }
            var named = new SubjectId(TextOf(name, value));
            if (subject is not null && subject != named)
            {
                throw HttpErrors.InvalidFormat("\"userId\" and \"user_id\" name two persons.");
            }
            subject = named;
        }
        return subject
            ?? throw HttpErrors.InvalidFormat(
                "The request must say whose data it is about: \"userId\" or \"user_id\"."
            );
    }

    private static string TextOf(string name, JsonElement value)
    {
        string? text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => TextOf(value),
            _ => null,
        };
        return text is { Length: > 0 and <= SubjectId.MaxLength }
            ? text
            : throw HttpErrors.WrongType(
                name,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a number, or a text of 1 to {SubjectId.MaxLength} characters"
                )
            );
    }

    private static string TextOf(JsonElement number) =>
        number.TryGetInt64(out long integer)
            ? integer.ToString(CultureInfo.InvariantCulture)
            : number.GetDouble().ToString("R", CultureInfo.InvariantCulture);
}
