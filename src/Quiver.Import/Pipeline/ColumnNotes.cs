using Quiver.Import.Headers;

namespace Quiver.Import.Pipeline;

/// <summary>What parsers count besides parsing, added up by column. Thread safe.</summary>
internal sealed class ColumnNotes
{
    private readonly Lock _lock = new();
    private readonly Dictionary<HeaderColumn, (ColumnNoteKind Kind, long Count)> _counts = new(
        ReferenceEqualityComparer.Instance
    );

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
            foreach (var header in groups.Select(group => group.Header))
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

    private static string NameOf(HeaderColumn column) =>
        column.Name.Length > 0 ? column.Name : $":{HeaderRules.Write(column.Role)}";
}
