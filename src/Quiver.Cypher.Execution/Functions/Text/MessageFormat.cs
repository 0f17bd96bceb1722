using System.Globalization;
using System.Text;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Text;

/// <summary>Messages with places for values, of which the usual are known: <c>%s</c> for any, <c>%d</c> for a whole number, <c>%f</c> and <c>%.2f</c> for any number, <c>%%</c> for the sign itself.</summary>
public static class MessageFormat
{
    private const int DefaultFractionDigits = 6;

    /// <summary>A message with its values put in. What is no place, or one without a value, stays as it is.</summary>
    public static string Apply(string message, ListValue values)
    {
        var text = new StringBuilder();
        int next = 0;
        for (int at = 0; at < message.Length; at++)
        {
            int end = message[at] == '%' ? EndOf(message, at + 1) : -1;
            if (end < 0)
            {
                text.Append(message[at]);
                continue;
            }
            string place = message[(at + 1)..(end + 1)];
            if (place == "%")
            {
                text.Append('%');
            }
            else
            {
                text.Append(
                    next < values.Count ? Put(place, values[next]) : message[at..(end + 1)]
                );
                next++;
            }
            at = end;
        }
        return text.ToString();
    }

    /// <summary>Where the letter of a place is; negative where none is meant.</summary>
    private static int EndOf(string message, int at)
    {
        int letter = at;
        while (
            letter < message.Length
            && (message[letter] == '.' || char.IsAsciiDigit(message[letter]))
        )
        {
            letter++;
        }
        bool isPlain = letter == at;
        return
            letter < message.Length
            && (message[letter] == 'f' || (isPlain && message[letter] is 's' or 'd' or '%'))
            ? letter
            : -1;
    }

    private static string Put(string place, in Value value)
    {
        if (place[^1] != 'f' || !value.IsNumber)
        {
            return ValueText.ToText(value);
        }
        int digits = int.TryParse(
            place.AsSpan(place.IndexOf('.', StringComparison.Ordinal) + 1).TrimEnd('f'),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int asked
        )
            ? Math.Min(asked, 99)
            : DefaultFractionDigits;
        return value.AsNumber().ToString("F" + digits, CultureInfo.InvariantCulture);
    }
}
