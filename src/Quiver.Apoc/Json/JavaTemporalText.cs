using Quiver.Model.Values;

namespace Quiver.Apoc.Json;

/// <summary>
/// Temporal values in the text that Java gives them, which is what APOC writes: seconds that are zero are left out, and a fraction has three, six or nine digits.
/// </summary>
internal static class JavaTemporalText
{
    private const int MinutesLength = 5;
    private const int SecondsLength = 3;
    private const int FractionStep = 3;

    /// <summary>The text of a value of any temporal type.</summary>
    public static string Of(Value value)
    {
        string text = ValueText.ToText(value);
        return value.Kind switch
        {
            ValueKind.LocalTime or ValueKind.ZonedTime => WithTimeAt(text, 0),
            ValueKind.LocalDateTime or ValueKind.ZonedDateTime => WithTimeAt(
                text,
                text.IndexOf('T', StringComparison.Ordinal) + 1
            ),
            _ => text,
        };
    }

    private static string WithTimeAt(string text, int start)
    {
        int seconds = start + MinutesLength;
        int end = seconds + SecondsLength;
        if (end >= text.Length || text[end] != '.')
        {
            return end <= text.Length && text.AsSpan(seconds, SecondsLength).SequenceEqual(":00")
                ? text.Remove(seconds, SecondsLength)
                : text;
        }
        int digits = end + 1;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }
        int surplus = (digits - end - 1) % FractionStep;
        return surplus == 0 ? text : text.Insert(digits, new string('0', FractionStep - surplus));
    }
}
