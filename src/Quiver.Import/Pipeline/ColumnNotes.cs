using Quiver.Import.Headers;

namespace Quiver.Import.Pipeline;

/// <summary>What parsers count besides parsing, added up by column. Thread safe.</summary>
internal sealed class ColumnNotes
{
    private readonly Lock _lock = new();
    private readonly Dictionary<HeaderColumn, (ColumnNoteKind Kind, long Count)> _counts = [];

    /// <summary>Adds what a parser counted.</summary>
    public void Add(HeaderColumn column, ColumnNoteKind kind, long count)
    {
        lock (_lock)
        {
            _counts[column] = (kind, _counts.GetValueOrDefault(column).Count + count);
        }
    }

    /// <summary>The notes in the order of groups and columns.</summary>
    public IReadOnlyList<ColumnNote> ToList(IEnumerable<FileGroupPlan> groups)
    {
        var notes = new List<ColumnNote>();
        lock (_lock)
        {
            foreach (var header in _counts.Count == 0 ? [] : groups.Select(group => group.Header))
            {
                foreach (var column in header.Columns)
                {
                    if (_counts.TryGetValue(column, out var note) && note.Count > 0)
                    {
                        notes.Add(
                            new ColumnNote(header.Path, NameOf(column), note.Kind, note.Count)
                        );
                    }
                }
            }
        }
        return notes;
    }

    /// <summary>Takes up again what <see cref="WriteTo"/> wrote.</summary>
    /// <param name="input">Where from.</param>
    /// <param name="groups">The groups of the same import in the same order.</param>
    public void Restore(BinaryReader input, IReadOnlyList<FileGroupPlan> groups)
    {
        lock (_lock)
        {
            _counts.Clear();
            for (int left = input.ReadInt32(); left > 0; left--)
            {
                var column = groups[input.ReadInt32()].Header.Columns[input.ReadInt32()];
                _counts[column] = ((ColumnNoteKind)input.ReadInt32(), input.ReadInt64());
            }
        }
    }

    /// <summary>Writes the counts as they are now.</summary>
    public void WriteTo(BinaryWriter output, IReadOnlyList<FileGroupPlan> groups)
    {
        lock (_lock)
        {
            var places = new List<(int Group, int Column)>();
            for (int group = 0; group < groups.Count && _counts.Count > 0; group++)
            {
                var columns = groups[group].Header.Columns;
                for (int column = 0; column < columns.Count; column++)
                {
                    if (_counts.ContainsKey(columns[column]))
                    {
                        places.Add((group, column));
                    }
                }
            }
            output.Write(places.Count);
            foreach (var (group, column) in places)
            {
                var (kind, count) = _counts[groups[group].Header.Columns[column]];
                output.Write(group);
                output.Write(column);
                output.Write((int)kind);
                output.Write(count);
            }
        }
    }

    private static string NameOf(HeaderColumn column) =>
        column.Name.Length > 0 ? column.Name : $":{HeaderRules.Write(column.Role)}";
}
