using Quiver.Foundation.Text;
using Quiver.Import.Ids;

namespace Quiver.Import.Reports;

/// <summary>The report lines of nodes whose id was there before, as long as group and files stay the same.</summary>
internal sealed class DuplicateLines
{
    private const int Id = 0;
    private const int FirstLine = 1;
    private const int Line = 2;
    private const int Column = 3;
    private const int Row = 4;

    private readonly IdSpace _space;
    private readonly string _path;
    private readonly string _firstPath;
    private readonly LineTemplate _template;

    /// <summary>The lines of a node and of those that it fits.</summary>
    /// <param name="node">The node.</param>
    /// <param name="space">Its group.</param>
    public DuplicateLines(in DuplicateNode node, EncodedSpace space)
    {
        _space = node.Space;
        _path = node.Position.Path;
        _firstPath = node.First.Path;
        byte[] first = JsonText.Escape(_firstPath);
        _template = new LineTemplate()
            .Text("{\"problem\":\"DuplicateNode\",\"message\":\"Id '"u8)
            .Value(Id)
            .Text("' is defined more than once in "u8)
            .Text(space.Description)
            .Text(", first at "u8)
            .Text(first)
            .Text(":"u8)
            .Value(FirstLine)
            .Text(".\",\"source\":\""u8)
            .Text(JsonText.Escape(_path))
            .Text("\",\"line\":"u8)
            .Value(Line)
            .Text(",\"column\":"u8)
            .Value(Column)
            .Text(",\"row\":\""u8)
            .Value(Row)
            .Text("\",\"node\":{\"id\":\""u8)
            .Value(Id)
            .Text("\",\"group\":"u8)
            .Text(space.Group)
            .Text("},\"first\":{\"source\":\""u8)
            .Text(first)
            .Text("\",\"line\":"u8)
            .Value(FirstLine)
            .Text("}}\n"u8);
    }

    /// <summary>Whether these are the lines of a node.</summary>
    public bool Fits(in DuplicateNode node) =>
        ReferenceEquals(node.Space, _space)
        && ReferenceEquals(node.Position.Path, _path)
        && ReferenceEquals(node.First.Path, _firstPath);

    /// <summary>Adds a node's line.</summary>
    /// <param name="node">The node.</param>
    /// <param name="lines">To what.</param>
    public void Write(in DuplicateNode node, ReportLines lines)
    {
        Span<int> bounds = stackalloc int[Row + 2];
        var values = lines.Values;
        bounds[0] = values.Length;
        values.AppendEscaped(node.Id);
        bounds[FirstLine] = values.Length;
        values.AppendNumber(node.First.Line);
        bounds[Line] = values.Length;
        values.AppendNumber(node.Position.Line);
        bounds[Column] = values.Length;
        values.AppendNumber(node.Position.Column);
        bounds[Row] = values.Length;
        ShownRow.AppendTo(values, node.Row);
        bounds[Row + 1] = values.Length;
        lines.Add(_template, bounds);
    }
}
