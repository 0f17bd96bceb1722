using Quiver.Csv;
using Quiver.Foundation.Text;
using Quiver.Import.Ids;

namespace Quiver.Import.Reports;

/// <summary>Counts the bad entries that a thread meets and composes their report lines, without a string per entry. Not thread safe.</summary>
/// <param name="isListing">Whether report lines are composed; otherwise entries are only counted.</param>
internal sealed class BadEntryWriter(bool isListing)
{
    /// <summary>Types whose lines are remembered.</summary>
    private const int MostTypes = 1024;

    private readonly Dictionary<IdSpace, EncodedSpace> _spaces = new(
        ReferenceEqualityComparer.Instance
    );
    private readonly Dictionary<string, RelationshipLines> _types = new(StringComparer.Ordinal);
    private RelationshipLines? _relationships;
    private DuplicateLines? _duplicates;
    private string? _path;
    private byte[] _encodedPath = [];
    private int _lineStart;

    /// <summary>Whether report lines are composed.</summary>
    public bool IsListing => isListing;

    /// <summary>Where entries go.</summary>
    public BadEntryBuffer Buffer { get; set; } = new();

    /// <summary>Where lines without a template are composed.</summary>
    private JsonText Text => Buffer.Lines.Values;

    /// <summary>Adds a relationship.</summary>
    public void Add(in BadRelationship entry)
    {
        if (!Note(entry.Cause, entry.Position))
        {
            return;
        }
        if (entry.Cause == BadEntryCause.Incomplete)
        {
            AppendIncomplete(entry, Encode(entry.StartSpace), Encode(entry.EndSpace));
            return;
        }
        if (_relationships is null || !_relationships.Fits(entry))
        {
            _relationships = LinesOf(entry);
        }
        _relationships.Write(entry, Buffer.Lines);
    }

    /// <summary>Adds a node whose id was there before.</summary>
    public void Add(in DuplicateNode node)
    {
        if (!Note(BadEntryCause.Duplicate, node.Position))
        {
            return;
        }
        if (_duplicates is null || !_duplicates.Fits(node))
        {
            _duplicates = new DuplicateLines(node, Encode(node.Space));
        }
        _duplicates.Write(node, Buffer.Lines);
    }

    /// <summary>Adds a cell beyond the header's columns.</summary>
    public void AddExtraCell(
        in CsvPosition position,
        ReadOnlySpan<byte> row,
        ReadOnlySpan<byte> value
    )
    {
        if (!Begin(BadEntryCause.ExtraCell, position))
        {
            return;
        }
        Text.Append("extra column not present in header, with value '"u8);
        Text.AppendEscaped(value);
        Text.Append("'."u8);
        AppendPlace(position);
        ShownRow.AppendTo(Text, row);
        Text.Append("\",\"extraValue\":\""u8);
        Text.AppendEscaped(value);
        End("\"}\n"u8);
    }

    /// <summary>Adds a node or relationship that a constraint does not allow.</summary>
    public void AddViolation(
        in CsvPosition position,
        ReadOnlySpan<byte> row,
        string constraint,
        string reason
    )
    {
        if (!Begin(BadEntryCause.Violation, position))
        {
            return;
        }
        Text.Append(JsonText.Escape(reason));
        AppendPlace(position);
        ShownRow.AppendTo(Text, row);
        Text.Append("\",\"constraint\":"u8);
        Text.Append(JsonText.Quote(constraint));
        End("}\n"u8);
    }

    /// <summary>Adds an entry of any kind with a sentence made for it; the row may be no UTF-8.</summary>
    public void Add(
        BadEntryKind kind,
        in CsvPosition position,
        ReadOnlySpan<byte> row,
        string reason
    )
    {
        if (Begin(BadEntryCauses.Of(kind), position))
        {
            Text.Append(JsonText.Escape(reason));
            AppendPlace(position);
            ShownRow.AppendUncheckedTo(Text, row);
            End("\"}\n"u8);
        }
    }

    /// <summary>Counts an entry; whether its line is wanted.</summary>
    private bool Note(BadEntryCause cause, in CsvPosition position)
    {
        Buffer.AddEntry(position.Path, cause);
        return isListing;
    }

    private bool Begin(BadEntryCause cause, in CsvPosition position)
    {
        if (!Note(cause, position))
        {
            return false;
        }
        BeginLine(cause);
        return true;
    }

    private void End(ReadOnlySpan<byte> text)
    {
        Text.Append(text);
        Buffer.Lines.AddWhole(_lineStart);
    }

    private void BeginLine(BadEntryCause cause)
    {
        _lineStart = Text.Length;
        Text.Append("{\"problem\":\""u8);
        Text.Append(
            BadEntryCauses.KindOf(cause) switch
            {
                BadEntryKind.BadRelationship => "BadRelationship"u8,
                BadEntryKind.DuplicateNode => "DuplicateNode"u8,
                BadEntryKind.ExtraColumn => "ExtraColumn"u8,
                BadEntryKind.ConstraintViolation => "ConstraintViolation"u8,
                _ => "MalformedRow"u8,
            }
        );
        Text.Append("\",\"message\":\""u8);
    }

    private void AppendIncomplete(in BadRelationship entry, EncodedSpace start, EncodedSpace end)
    {
        BeginLine(entry.Cause);
        Text.Append("the relationship is missing data: "u8);
        Text.Append(
            entry.StartId.IsEmpty ? "its start id."u8
            : entry.EndId.IsEmpty ? "its end id."u8
            : "its type."u8
        );
        AppendPlace(entry.Position);
        ShownRow.AppendTo(Text, entry.Row);
        Text.Append("\",\"relationship\":{\"type\":"u8);
        Text.Append(JsonText.Quote(entry.Type));
        Text.Append(",\"source\":"u8);
        AppendId(entry.StartId, start);
        Text.Append(",\"target\":"u8);
        AppendId(entry.EndId, end);
        End(",\"missing\":true}}\n"u8);
    }

    private void AppendPlace(in CsvPosition position)
    {
        if (!ReferenceEquals(position.Path, _path))
        {
            _path = position.Path;
            _encodedPath = JsonText.Escape(_path);
        }
        Text.Append("\",\"source\":\""u8);
        Text.Append(_encodedPath);
        Text.Append("\",\"line\":"u8);
        Text.AppendNumber(position.Line);
        Text.Append(",\"column\":"u8);
        Text.AppendNumber(position.Column);
        Text.Append(",\"row\":\""u8);
    }

    private void AppendId(ReadOnlySpan<byte> id, EncodedSpace space)
    {
        Text.Append("{\"id\":\""u8);
        Text.AppendEscaped(id);
        Text.Append("\",\"group\":"u8);
        Text.Append(space.Group);
        Text.Append("}"u8);
    }

    private RelationshipLines LinesOf(in BadRelationship entry)
    {
        string type = entry.Type ?? "";
        if (_types.TryGetValue(type, out var known) && known.Fits(entry))
        {
            return known;
        }
        if (_types.Count == MostTypes)
        {
            _types.Clear();
        }
        var lines = new RelationshipLines(entry, Encode(entry.StartSpace), Encode(entry.EndSpace));
        _types[type] = lines;
        return lines;
    }

    private EncodedSpace Encode(IdSpace space)
    {
        if (!_spaces.TryGetValue(space, out var encoded))
        {
            encoded = EncodedSpace.Of(space);
            _spaces.Add(space, encoded);
        }
        return encoded;
    }
}
