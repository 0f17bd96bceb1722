using System.Globalization;
using Quiver.Model.Values;

namespace Quiver.Engine.PersonalData;

/// <summary>How a person is named in data: a text and, where the text is that of a number, also that number.</summary>
/// <param name="Text">The text.</param>
public sealed record SubjectId(string Text)
{
    /// <summary>The most characters of a text.</summary>
    public const int MaxLength = 1_000;

    /// <summary>The property values that mean this person: <c>"42"</c> and <c>42</c> and <c>42.0</c> do not differ.</summary>
    public Value Values
    {
        get
        {
            var text = Value.String(Text);
            return Value.List(
                NumberOf(Text) is { } number ? new ListValue([text, number]) : new ListValue([text])
            );
        }
    }

    // "042" and "+42" are names of others than the number 42.
    private static Value? NumberOf(string text)
    {
        if (
            long.TryParse(
                text,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out long integer
            )
            && integer.ToString(CultureInfo.InvariantCulture) == text
        )
        {
            return Value.Integer(integer);
        }
        bool isFloat =
            double.TryParse(
                text,
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out double number
            )
            && double.IsFinite(number)
            && number.ToString("R", CultureInfo.InvariantCulture) == text;
        return isFloat ? Value.Float(number) : null;
    }
}
