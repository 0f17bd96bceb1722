using Quiver.Model;
using Quiver.Storage.Delta;
using Quiver.Storage.Generations;

namespace Quiver.Storage.Reading;

/// <summary>Scans the base's relationships of a type that are still there, then those that the runs created.</summary>
internal sealed class SnapshotRelationshipScan : RelationshipScan
{
    private readonly Generation _base;
    private readonly RunStack _runs;
    private readonly RelationshipTypeId _type;
    private RelationshipCursor _cursor;
    private bool _baseEnded;
    private int _run;
    private int _entry;

    public SnapshotRelationshipScan(Generation generation, RunStack runs, RelationshipTypeId type)
    {
        _base = generation;
        _runs = runs;
        _type = type;
        _run = runs.Runs.Length - 1;
    }

    /// <inheritdoc/>
    public override int Next(Span<long> relationships, Span<long> starts, Span<long> ends)
    {
        if (_type == RelationshipTypeId.None)
        {
            return 0;
        }
        while (!_baseEnded)
        {
            int count = _base.ScanRelationships(_type, ref _cursor, relationships, starts, ends);
            if (count == 0)
            {
                _baseEnded = true;
                break;
            }
            int kept = !_runs.HasRelationships
                ? count
                : DropTouched(relationships, starts, ends, count);
            if (kept > 0)
            {
                return kept;
            }
        }
        return NextCreated(relationships, starts, ends);
    }

    private int DropTouched(Span<long> relationships, Span<long> starts, Span<long> ends, int count)
    {
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            if (
                !_runs.MayTouchRelationship(relationships[i])
                || _runs.RelationshipState(relationships[i], out _) == EntityState.Unknown
            )
            {
                relationships[kept] = relationships[i];
                starts[kept] = starts[i];
                ends[kept] = ends[i];
                kept++;
            }
        }
        return kept;
    }

    private int NextCreated(Span<long> relationships, Span<long> starts, Span<long> ends)
    {
        int count = 0;
        while (_run >= 0 && count < relationships.Length)
        {
            var entries = _runs.Runs[_run].Relationships;
            if (_entry == entries.Length)
            {
                _run--;
                _entry = 0;
                continue;
            }
            ref readonly var entry = ref entries[_entry++];
            if (
                entry.Type == _type.Value
                && (entry.Flags & EntityFlags.Created) != EntityFlags.None
                && _runs.RelationshipState(entry.Id, out _) == EntityState.Created
            )
            {
                relationships[count] = entry.Id;
                starts[count] = entry.Start;
                ends[count] = entry.End;
                count++;
            }
        }
        return count;
    }
}
