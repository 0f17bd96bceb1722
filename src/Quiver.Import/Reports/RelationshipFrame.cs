using Quiver.Foundation.Text;
using Quiver.Import.Ids;

namespace Quiver.Import.Reports;

/// <summary>
/// What the report lines of relationships with an unknown end have in common, as long as groups, type and file stay the same: the texts between ids, place and row. There
/// may be millions of such lines.
/// </summary>
internal sealed class RelationshipFrame
{
    private readonly BadEntryCause _cause;
    private readonly IdSpace _startSpace;
    private readonly IdSpace _endSpace;
    private readonly string? _type;
    private readonly string _path;
    private readonly byte[] _betweenEnds;
    private readonly byte[] _behindEnd;
    private readonly byte[] _behindUnknown;
    private readonly byte[] _beforeStart;
    private readonly byte[] _beforeEnd;
    private readonly byte[] _beforeUnknown;

    /// <summary>The frame of an entry and of those that it fits.</summary>
    /// <param name="entry">The entry; one of its ends is unknown.</param>
    /// <param name="start">The group of its start.</param>
    /// <param name="end">The group of its end.</param>
    public RelationshipFrame(in BadRelationship entry, EncodedSpace start, EncodedSpace end)
    {
        _cause = entry.Cause;
        _startSpace = entry.StartSpace;
        _endSpace = entry.EndSpace;
        _type = entry.Type;
        _path = entry.Position.Path;
        var unknown = IsStart ? start : end;
        byte[] type = JsonText.Escape(_type ?? "");
        byte[] path = JsonText.Escape(_path);
        _betweenEnds = [.. " ("u8, .. start.Description, .. ")-["u8, .. type, .. "]->"u8];
        _behindEnd = [.. " ("u8, .. end.Description, .. ") refers to missing node "u8];
        _behindUnknown =
        [
            .. " in "u8,
            .. unknown.Description,
            .. ".\",\"source\":\""u8,
            .. path,
            .. "\",\"line\":"u8,
        ];
        _beforeStart =
        [
            .. "\",\"relationship\":{\"type\":"u8,
            .. JsonText.Quote(_type),
            .. ",\"source\":{\"id\":\""u8,
        ];
        _beforeEnd = [.. "\",\"group\":"u8, .. start.Group, .. "},\"target\":{\"id\":\""u8];
        _beforeUnknown = [.. "\",\"group\":"u8, .. end.Group, .. "},\"invalid\":\""u8];
    }

    private bool IsStart => _cause == BadEntryCause.UnknownStart;

    /// <summary>Whether an entry's line has this frame.</summary>
    public bool Fits(in BadRelationship entry) =>
        entry.Cause == _cause
        && ReferenceEquals(entry.Position.Path, _path)
        && ReferenceEquals(entry.Type, _type)
        && ReferenceEquals(entry.StartSpace, _startSpace)
        && ReferenceEquals(entry.EndSpace, _endSpace);

    /// <summary>Writes a line up to its row; returns where the ids stand in the text, escaped.</summary>
    public (Range Start, Range End) Open(in BadRelationship entry, JsonText json)
    {
        json.Append("{\"problem\":\"BadRelationship\",\"message\":\""u8);
        int from = json.Length;
        json.AppendEscaped(entry.StartId);
        var start = from..json.Length;
        json.Append(_betweenEnds);
        from = json.Length;
        json.AppendEscaped(entry.EndId);
        var end = from..json.Length;
        json.Append(_behindEnd);
        json.AppendAgain(IsStart ? start : end);
        json.Append(_behindUnknown);
        json.AppendNumber(entry.Position.Line);
        json.Append(",\"column\":"u8);
        json.AppendNumber(entry.Position.Column);
        json.Append(",\"row\":\""u8);
        return (start, end);
    }

    /// <summary>Writes what stands behind the row.</summary>
    /// <param name="ids">What <see cref="Open"/> returned.</param>
    /// <param name="json">The text.</param>
    public void Close((Range Start, Range End) ids, JsonText json)
    {
        json.Append(_beforeStart);
        json.AppendAgain(ids.Start);
        json.Append(_beforeEnd);
        json.AppendAgain(ids.End);
        json.Append(_beforeUnknown);
        json.AppendAgain(IsStart ? ids.Start : ids.End);
        json.Append("\"}}\n"u8);
    }
}
