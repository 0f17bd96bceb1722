using System.Globalization;
using Quiver.Fuzz.Reference;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Running;

/// <summary>Values as text in which nodes and relationships stand with their content, not their ids.</summary>
/// <param name="content">What they hold.</param>
/// <param name="isLoose">Whether the order of lists and the difference of 1 and 1.0 are left out.</param>
internal sealed class ContentText(IContent content, bool isLoose)
{
    public string Format(IEnumerable<Value> row) => string.Join(" | ", row.Select(Format));

    public string Format(Value value) =>
        value.Kind switch
        {
            ValueKind.Node => content.Node(value.Bits) is var (labels, properties)
                ? $"({string.Concat(labels.Order(StringComparer.Ordinal).Select(l => ":" + l))} {Map(properties)})"
                : "(gone)",
            ValueKind.Relationship => content.Relationship(value.Bits) is var (type, properties)
                ? $"[:{type} {Map(properties)}]"
                : "[gone]",
            ValueKind.Path => $"<{string.Join(", ", Compare.PathElements(value).Select(Format))}>",
            ValueKind.List => $"[{string.Join(", ", Elements(value))}]",
            ValueKind.Map => Map(value.AsMap()),
            ValueKind.Float => Float(value.AsFloat()),
            ValueKind.Integer when isLoose => Float(value.AsInteger()),
            _ => ValueText.Format(value),
        };

    private IEnumerable<string> Elements(Value list)
    {
        var elements = list.AsList().Select(Format);
        return isLoose ? elements.Order(StringComparer.Ordinal) : elements;
    }

    private string Map(IEnumerable<KeyValuePair<string, Value>> entries) =>
        "{"
        + string.Join(
            ", ",
            entries
                .OrderBy(e => e.Key, StringComparer.Ordinal)
                .Select(e => $"{e.Key}: {Format(e.Value)}")
        )
        + "}";

    // Sums of floats depend on the order of their parts.
    private string Float(double value)
    {
        string text = value.ToString(isLoose ? "G9" : "G13", CultureInfo.InvariantCulture);
        bool looksWhole = text.All(c => char.IsAsciiDigit(c) || c == '-');
        return looksWhole && !isLoose ? text + ".0" : text;
    }
}
