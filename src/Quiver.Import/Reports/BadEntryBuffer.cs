using Quiver.Csv;
using Quiver.Foundation.Text;
using Quiver.Import.Ids;

namespace Quiver.Import.Reports;

/// <summary>
/// The bad entries of one piece of work: report lines, composed without a string per entry, and how many there are of each cause. One at a time belongs
/// to a thread.
/// </summary>
/// <param name="isListing">Whether report lines are composed; otherwise entries are only counted.</param>
internal sealed class BadEntryBuffer(bool isListing)
{
    /// <summary>Bytes of a row that are shown; longer ones are cut.</summary>
    private const int ShownRowBytes = 200;

    /// <summary>Frames of lines that are remembered, one a type and cause.</summary>
    private const int MostFrames = 1024;

    private readonly JsonText _json = new();
    private readonly List<FileTally> _tallies = [];
    private readonly Dictionary<IdSpace, EncodedSpace> _spaces = new(
        ReferenceEqualityComparer.Instance
    );
    private string? _path;
    private byte[] _encodedPath = [];
    private readonly Dictionary<(BadEntryCause, string), RelationshipFrame> _frames = [];
    private RelationshipFrame? _frame;
    private DuplicateFrame? _duplicates;

    /// <summary>The report lines, each with its line feed.</summary>
    public ReadOnlySpan<byte> Lines => _json.Bytes;

    /// <summary>Bytes of memory that it holds.</summary>
    public int Capacity => _json.Capacity;

    /// <summary>How many entries there are.</summary>
    public int Count { get; private set; }

    /// <summary>Rows and entries of each file that the piece of work has rows of.</summary>
    public IReadOnlyList<FileTally> Tallies => _tallies;

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        _json.Clear();
        _tallies.Clear();
        Count = 0;
    }

    /// <summary>Counts rows that were read.</summary>
    public void AddRows(string path, long rows) => TallyOf(path).Rows += rows;

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
        if (_frame is null || !_frame.Fits(entry))
        {
            _frame = FrameOf(entry);
        }
        var ids = _frame.Open(entry, _json);
        AppendRow(entry.Row, isChecked: true);
        _frame.Close(ids, _json);
    }

    /// <summary>Adds a node whose id was there before.</summary>
    /// <param name="position">Where it stands.</param>
    /// <param name="row">Its row.</param>
    /// <param name="id">Its id.</param>
    /// <param name="space">The id's group.</param>
    /// <param name="first">Where the node stands that keeps the id.</param>
    public void AddDuplicate(
        in CsvPosition position,
        ReadOnlySpan<byte> row,
        ReadOnlySpan<byte> id,
        IdSpace space,
        (string Path, long Line) first
    )
    {
        if (!Note(BadEntryCause.Duplicate, position))
        {
            return;
        }
        if (_duplicates is null || !_duplicates.Fits(space, position.Path, first.Path))
        {
            _duplicates = new DuplicateFrame(space, Encode(space), position.Path, first.Path);
        }
        var written = _duplicates.Open(position, id, first.Line, _json);
        AppendRow(row, isChecked: true);
        _duplicates.Close(written, _json);
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
        _json.Append("extra column not present in header, with value '"u8);
        _json.AppendEscaped(value);
        _json.Append("'."u8);
        AppendPlace(position, row);
        _json.Append(",\"extraValue\":\""u8);
        _json.AppendEscaped(value);
        _json.Append("\"}\n"u8);
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
        _json.Append(JsonText.Escape(reason));
        AppendPlace(position, row);
        _json.Append(",\"constraint\":"u8);
        _json.Append(JsonText.Quote(constraint));
        _json.Append("}\n"u8);
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
            _json.Append(JsonText.Escape(reason));
            AppendPlace(position, row, isChecked: false);
            _json.Append("}\n"u8);
        }
    }

    /// <summary>An entry, read back from its line.</summary>
    public BadEntry Entry(int index)
    {
        var lines = LinesUpTo(index + 1);
        return BadEntry.Parse(lines[(lines[..^1].LastIndexOf((byte)'\n') + 1)..]);
    }

    /// <summary>The report lines of the first entries.</summary>
    public ReadOnlySpan<byte> LinesUpTo(int count)
    {
        int length = 0;
        for (int i = 0; i < count; i++)
        {
            length += Lines[length..].IndexOf((byte)'\n') + 1;
        }
        return Lines[..length];
    }

    /// <summary>Counts an entry; whether its line is wanted.</summary>
    private bool Note(BadEntryCause cause, in CsvPosition position)
    {
        Count++;
        TallyOf(position.Path).Counts[(int)cause]++;
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
        _json.Append("{\"problem\":\""u8);
        _json.Append(
            BadEntryCauses.KindOf(cause) switch
            {
                BadEntryKind.BadRelationship => "BadRelationship"u8,
                BadEntryKind.DuplicateNode => "DuplicateNode"u8,
                BadEntryKind.ExtraColumn => "ExtraColumn"u8,
                BadEntryKind.ConstraintViolation => "ConstraintViolation"u8,
                _ => "MalformedRow"u8,
            }
        );
        _json.Append("\",\"message\":\""u8);
    }

    private void AppendIncomplete(in BadRelationship entry, EncodedSpace start, EncodedSpace end)
    {
        BeginLine(entry.Cause);
        _json.Append("the relationship is missing data: "u8);
        _json.Append(
            entry.StartId.IsEmpty ? "its start id."u8
            : entry.EndId.IsEmpty ? "its end id."u8
            : "its type."u8
        );
        AppendPlace(entry.Position, entry.Row);
        _json.Append(",\"relationship\":{\"type\":"u8);
        _json.Append(JsonText.Quote(entry.Type));
        _json.Append(",\"source\":"u8);
        AppendId(entry.StartId, start);
        _json.Append(",\"target\":"u8);
        AppendId(entry.EndId, end);
        _json.Append(",\"missing\":true}}\n"u8);
    }

    private void AppendPlace(in CsvPosition position, ReadOnlySpan<byte> row, bool isChecked = true)
    {
        if (!ReferenceEquals(position.Path, _path))
        {
            _path = position.Path;
            _encodedPath = JsonText.Escape(_path);
        }
        _json.Append("\",\"source\":\""u8);
        _json.Append(_encodedPath);
        _json.Append("\",\"line\":"u8);
        _json.AppendNumber(position.Line);
        _json.Append(",\"column\":"u8);
        _json.AppendNumber(position.Column);
        _json.Append(",\"row\":\""u8);
        AppendRow(row, isChecked);
        _json.Append("\""u8);
    }

    private void AppendRow(ReadOnlySpan<byte> row, bool isChecked)
    {
        var shown =
            row.Length <= ShownRowBytes ? row : row[..CutBetweenCharacters(row, ShownRowBytes)];
        if (isChecked)
        {
            _json.AppendEscaped(shown);
        }
        else
        {
            _json.AppendUnchecked(shown);
        }
        if (row.Length > ShownRowBytes)
        {
            _json.Append("…"u8);
        }
    }

    private static int CutBetweenCharacters(ReadOnlySpan<byte> text, int length)
    {
        int cut = length;
        while (cut > 0 && length - cut < 4 && (text[cut] & 0xC0) == 0x80)
        {
            cut--;
        }
        return cut;
    }

    private void AppendId(ReadOnlySpan<byte> id, EncodedSpace space)
    {
        _json.Append("{\"id\":\""u8);
        _json.AppendEscaped(id);
        _json.Append("\",\"group\":"u8);
        _json.Append(space.Group);
        _json.Append("}"u8);
    }

    private RelationshipFrame FrameOf(in BadRelationship entry)
    {
        var key = (entry.Cause, entry.Type ?? "");
        if (_frames.TryGetValue(key, out var known) && known.Fits(entry))
        {
            return known;
        }
        if (_frames.Count == MostFrames)
        {
            _frames.Clear();
        }
        var frame = new RelationshipFrame(entry, Encode(entry.StartSpace), Encode(entry.EndSpace));
        _frames[key] = frame;
        return frame;
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

    private FileTally TallyOf(string path)
    {
        // The rows of a piece of work are of one file, or of a few that follow one another.
        for (int i = _tallies.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_tallies[i].Path, path))
            {
                return _tallies[i];
            }
        }
        var tally = new FileTally(path);
        _tallies.Add(tally);
        return tally;
    }
}
