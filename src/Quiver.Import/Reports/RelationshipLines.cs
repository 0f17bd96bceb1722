using Quiver.Foundation.Text;
using Quiver.Import.Ids;

namespace Quiver.Import.Reports;

/// <summary>The report lines of relationships with an unknown end, as long as groups, type and file stay the same.</summary>
internal sealed class RelationshipLines
{
    private const int Start = 0;
    private const int End = 1;
    private const int Line = 2;
    private const int Column = 3;
    private const int Row = 4;

    private readonly IdSpace _startSpace;
    private readonly IdSpace _endSpace;
    private readonly string? _type;
    private readonly string _path;
    private readonly LineTemplate _unknownStart;
    private readonly LineTemplate _unknownEnd;

    /// <summary>The lines of an entry and of those that it fits.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="start">The group of its start.</param>
    /// <param name="end">The group of its end.</param>
    public RelationshipLines(in BadRelationship entry, EncodedSpace start, EncodedSpace end)
    {
        _startSpace = entry.StartSpace;
        _endSpace = entry.EndSpace;
        _type = entry.Type;
        _path = entry.Position.Path;
        _unknownStart = Template(Start, start, start, end);
        _unknownEnd = Template(End, end, start, end);
    }

    /// <summary>Whether these are the lines of an entry.</summary>
    public bool Fits(in BadRelationship entry) =>
        ReferenceEquals(entry.Position.Path, _path)
        && ReferenceEquals(entry.Type, _type)
        && ReferenceEquals(entry.StartSpace, _startSpace)
        && ReferenceEquals(entry.EndSpace, _endSpace);

    /// <summary>Adds an entry's line.</summary>
    /// <param name="entry">The entry; one of its ends is unknown.</param>
    /// <param name="lines">To what.</param>
    public void Write(in BadRelationship entry, ReportLines lines)
    {
        Span<int> bounds = stackalloc int[Row + 2];
        var values = lines.Values;
        bounds[0] = values.Length;
        values.AppendEscaped(entry.StartId);
        bounds[End] = values.Length;
        values.AppendEscaped(entry.EndId);
        bounds[Line] = values.Length;
        values.AppendNumber(entry.Position.Line);
        bounds[Column] = values.Length;
        values.AppendNumber(entry.Position.Column);
        bounds[Row] = values.Length;
        ShownRow.AppendTo(values, entry.Row);
        bounds[Row + 1] = values.Length;
        bool isStart = entry.Cause == BadEntryCause.UnknownStart;
        lines.Add(isStart ? _unknownStart : _unknownEnd, bounds);
    }

    private LineTemplate Template(
        int unknown,
        EncodedSpace unknownSpace,
        EncodedSpace start,
        EncodedSpace end
    ) =>
        new LineTemplate()
            .Text("{\"problem\":\"BadRelationship\",\"message\":\""u8)
            .Value(Start)
            .Text(" ("u8)
            .Text(start.Description)
            .Text(")-["u8)
            .Text(JsonText.Escape(_type ?? ""))
            .Text("]->"u8)
            .Value(End)
            .Text(" ("u8)
            .Text(end.Description)
            .Text(") refers to missing node "u8)
            .Value(unknown)
            .Text(" in "u8)
            .Text(unknownSpace.Description)
            .Text(".\",\"source\":\""u8)
            .Text(JsonText.Escape(_path))
            .Text("\",\"line\":"u8)
            .Value(Line)
            .Text(",\"column\":"u8)
            .Value(Column)
            .Text(",\"row\":\""u8)
            .Value(Row)
            .Text("\",\"relationship\":{\"type\":"u8)
            .Text(JsonText.Quote(_type))
            .Text(",\"source\":{\"id\":\""u8)
            .Value(Start)
            .Text("\",\"group\":"u8)
            .Text(start.Group)
            .Text("},\"target\":{\"id\":\""u8)
            .Value(End)
            .Text("\",\"group\":"u8)
            .Text(end.Group)
            .Text("},\"invalid\":\""u8)
            .Value(unknown)
            .Text("\"}}\n"u8);
}
