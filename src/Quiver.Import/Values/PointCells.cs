using System.Text;
using Quiver.Import.Headers;
using Quiver.Model.Values;

namespace Quiver.Import.Values;

/// <summary>Reads points: <c>{x: 1, y: 2}</c>, over what the header's options say.</summary>
/// <param name="defaults">What holds for fields that a cell leaves out.</param>
internal sealed class PointCells(PointFields defaults) : ValueCells
{
    private static readonly string[] Fields =
    [
        "x",
        "y",
        "z",
        "longitude",
        "latitude",
        "height",
        "crs",
        "srid",
    ];

    /// <summary>Reads the defaults that a header's options give; false with the reason. Other options are passed over.</summary>
    public static bool TryReadDefaults(
        HeaderColumn column,
        out PointFields defaults,
        out string problem
    )
    {
        var text = new StringBuilder("{");
        foreach (string field in Fields)
        {
            if (column.Options.TryGetValue(field, out string? value))
            {
                text.Append(text.Length > 1 ? ", " : "").Append(field).Append(": ").Append(value);
            }
        }
        text.Append('}');
        bool isRead = PointParser.TryParseFields(
            Encoding.UTF8.GetBytes(text.ToString()),
            out defaults,
            out string? reason
        );
        problem = reason ?? "";
        return isRead;
    }

    public override bool TryRead(ReadOnlySpan<byte> content, out Value value, out string problem)
    {
        bool isRead = PointParser.TryParse(content, defaults, out var point, out string? reason);
        value = isRead ? Value.Point(point!) : default;
        problem = isRead ? "" : $"is not a point: {reason!.TrimEnd('.')}";
        return isRead;
    }
}
