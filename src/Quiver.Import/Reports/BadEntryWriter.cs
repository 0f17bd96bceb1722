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

    private readonly JsonText _values = new();
    private readonly Dictionary<IdSpace, EncodedSpace> _spaces = new(
        ReferenceEqualityComparer.Instance
    );
    private readonly Dictionary<string, RelationshipLines> _types = new(StringComparer.Ordinal);
    private RelationshipLines? _relationships;
    private DuplicateLines? _duplicates;
    private string? _path;
    private byte[] _encodedPath = [];

    /// <summary>Whether report lines are composed.</summary>
    public bool IsListing => isListing;

    /// <summary>Where entries go.</summary>
    public BadEntryBuffer Buffer { get; set; } = new();

    private JsonText Lines => Buffer.Lines;

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
        _relationships.Write(entry, _values, Lines);
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
        _duplicates.Write(node, _values, Lines);
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
        Lines.Append("extra column not present in header, with value '"u8);
        Lines.AppendEscaped(value);
        Lines.Append("'."u8);
        AppendPlace(position);
        ShownRow.AppendTo(Lines, row);
        Lines.Append("\",\"extraValue\":\""u8);
        Lines.AppendEscaped(value);
        Lines.Append("\"}\n"u8);
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
        Lines.Append(JsonText.Escape(reason));
        AppendPlace(position);
        ShownRow.AppendTo(Lines, row);
        Lines.Append("\",\"constraint\":"u8);
        Lines.Append(JsonText.Quote(constraint));
        Lines.Append("}\n"u8);
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
            Lines.Append(JsonText.Escape(reason));
            AppendPlace(position);
            ShownRow.AppendUncheckedTo(Lines, row);
            Lines.Append("\"}\n"u8);
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

    private void BeginLine(BadEntryCause cause)
    {
        Lines.Append("{\"problem\":\""u8);
        Lines.Append(
            BadEntryCauses.KindOf(cause) switch
            {
                BadEntryKind.BadRelationship => "BadRelationship"u8,
                BadEntryKind.DuplicateNode => "DuplicateNode"u8,
                BadEntryKind.ExtraColumn => "ExtraColumn"u8,
                BadEntryKind.ConstraintViolation => "ConstraintViolation"u8,
                _ => "MalformedRow"u8,
            }
        );
        Lines.Append("\",\"message\":\""u8);
    }

    private void AppendIncomplete(in BadRelationship entry, EncodedSpace start, EncodedSpace end)
    {
        BeginLine(entry.Cause);
        Lines.Append("the relationship is missing data: "u8);
        Lines.Append(
            entry.StartId.IsEmpty ? "its start id."u8
            : entry.EndId.IsEmpty ? "its end id."u8
            : "its type."u8
        );
        AppendPlace(entry.Position);
        ShownRow.AppendTo(Lines, entry.Row);
        Lines.Append("\",\"relationship\":{\"type\":"u8);
        Lines.Append(JsonText.Quote(entry.Type));
        Lines.Append(",\"source\":"u8);
        AppendId(entry.StartId, start);
        Lines.Append(",\"target\":"u8);
        AppendId(entry.EndId, end);
        Lines.Append(",\"missing\":true}}\n"u8);
    }

    private void AppendPlace(in CsvPosition position)
    {
        if (!ReferenceEquals(position.Path, _path))
        {
            _path = position.Path;
            _encodedPath = JsonText.Escape(_path);
        }
        Lines.Append("\",\"source\":\""u8);
        Lines.Append(_encodedPath);
        Lines.Append("\",\"line\":"u8);
        Lines.AppendNumber(position.Line);
        Lines.Append(",\"column\":"u8);
        Lines.AppendNumber(position.Column);
        Lines.Append(",\"row\":\""u8);
    }

    private void AppendId(ReadOnlySpan<byte> id, EncodedSpace space)
    {
        Lines.Append("{\"id\":\""u8);
        Lines.AppendEscaped(id);
        Lines.Append("\",\"group\":"u8);
        Lines.Append(space.Group);
        Lines.Append("}"u8);
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
