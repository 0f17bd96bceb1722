using System.Text.Json;
using Quiver.Model.Values;

namespace Quiver.Model.Json;

/// <summary>
/// Writes doubles as Java does, always with a fraction, so that a client sees that it is no integer. What JSON has no number for becomes text:
/// <c>"NaN"</c>, <c>"Infinity"</c>, <c>"-Infinity"</c>.
/// </summary>
public static class JsonFloat
{
    /// <summary>Writes a number as a JSON value.</summary>
    public static void Write(Utf8JsonWriter writer, double number)
    {
        string text = FloatText.Format(number);
        if (double.IsFinite(number))
        {
            writer.WriteRawValue(text, skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }
}
