using Quiver.Csv;
using Quiver.Foundation.Text;
using Quiver.Import.Ids;

namespace Quiver.Import.Reports;

/// <summary>
/// What the report lines of nodes whose id was there before have in common, as long as group and files stay the same: the texts between id, places and row. There may be
/// millions of such lines.
/// </summary>
internal sealed class DuplicateFrame
{
    private readonly IdSpace _space;
    private readonly string _path;
    private readonly string _firstPath;
    private readonly byte[] _behindId;
    private readonly byte[] _behindFirstLine;
    private readonly byte[] _behindNode;

    /// <summary>The frame of a group's ids and two files.</summary>
    /// <param name="space">The group.</param>
    /// <param name="encoded">What is said of it.</param>
    /// <param name="path">The file of the nodes that are left out.</param>
    /// <param name="firstPath">The file of those that keep the ids.</param>
    public DuplicateFrame(IdSpace space, EncodedSpace encoded, string path, string firstPath)
    {
        _space = space;
        _path = path;
        _firstPath = firstPath;
        byte[] first = JsonText.Escape(firstPath);
        _behindId =
        [
            .. "' is defined more than once in "u8,
            .. encoded.Description,
            .. ", first at "u8,
            .. first,
            .. ":"u8,
        ];
        _behindFirstLine =
        [
            .. ".\",\"source\":\""u8,
            .. JsonText.Escape(path),
            .. "\",\"line\":"u8,
        ];
        _behindNode =
        [
            .. "\",\"group\":"u8,
            .. encoded.Group,
            .. "},\"first\":{\"source\":\""u8,
            .. first,
            .. "\",\"line\":"u8,
        ];
    }

    /// <summary>Whether a line has this frame.</summary>
    public bool Fits(IdSpace space, string path, string firstPath) =>
        ReferenceEquals(space, _space)
        && ReferenceEquals(path, _path)
        && ReferenceEquals(firstPath, _firstPath);

    /// <summary>Writes a line up to its row; returns where the id and the first line stand in the text.</summary>
    public (Range Id, Range FirstLine) Open(
        in CsvPosition position,
        ReadOnlySpan<byte> id,
        long firstLine,
        JsonText json
    )
    {
        json.Append("{\"problem\":\"DuplicateNode\",\"message\":\"Id '"u8);
        int from = json.Length;
        json.AppendEscaped(id);
        var written = from..json.Length;
        json.Append(_behindId);
        from = json.Length;
        json.AppendNumber(firstLine);
        var line = from..json.Length;
        json.Append(_behindFirstLine);
        json.AppendNumber(position.Line);
        json.Append(",\"column\":"u8);
        json.AppendNumber(position.Column);
        json.Append(",\"row\":\""u8);
        return (written, line);
    }

    /// <summary>Writes what stands behind the row.</summary>
    /// <param name="written">What <see cref="Open"/> returned.</param>
    /// <param name="json">The text.</param>
    public void Close((Range Id, Range FirstLine) written, JsonText json)
    {
        json.Append("\",\"node\":{\"id\":\""u8);
        json.AppendAgain(written.Id);
        json.Append(_behindNode);
        json.AppendAgain(written.FirstLine);
        json.Append("}}\n"u8);
    }
}
