using System.Globalization;
using System.Text.RegularExpressions;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Generation;

/// <summary>A query with places for values, and two values for each: asked with the one and the other it is the same to a cache of plans.</summary>
/// <param name="Text">The query; its places are <c>$p0</c>, <c>$p1</c>, …</param>
/// <param name="Values">The values of each place.</param>
/// <param name="IsWritten">Whether the values are written into the text, not sent as parameters.</param>
/// <param name="Changes">Whether it changes the graph.</param>
internal sealed partial record QueryTemplate(
    string Text,
    IReadOnlyList<(Value First, Value Second)> Values,
    bool IsWritten,
    bool Changes
)
{
    /// <summary>The query with its first or its second values.</summary>
    public FuzzQuery Ask(bool takesSecond)
    {
        Value Of(int place) => takesSecond ? Values[place].Second : Values[place].First;
        string text = Place()
            .Replace(
                Text,
                match =>
                    IsWritten
                        ? ValueText.Format(
                            Of(int.Parse(match.Value.AsSpan(2), CultureInfo.InvariantCulture))
                        )
                        : match.Value
            );
        var parameters = Enumerable
            .Range(0, IsWritten ? 0 : Values.Count)
            .Select(i =>
                KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"p{i}"), Of(i))
            );
        return new(text, new MapValue(parameters), Changes);
    }

    [GeneratedRegex(@"\$p\d+")]
    private static partial Regex Place();
}
