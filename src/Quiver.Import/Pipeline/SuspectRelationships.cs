using Quiver.Csv;
using Quiver.Foundation;
using Quiver.Model;
using Quiver.Storage;
using Quiver.Storage.Schema;
using Quiver.Storage.Tokens;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Relationships that constraints do not allow, and whose rows a further pass over the files has to find. Nobody remembers where each relationship came from; but
/// those of one type from one node to another stand in the order of their rows.
/// </summary>
/// <param name="graph">The graph of the pass that found them.</param>
internal sealed class SuspectRelationships(Snapshot graph)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RelationshipRecord, long> _firstIds = [];
    private readonly Dictionary<RelationshipRecord, List<Row>> _rows = [];
    private readonly List<(ConstraintViolation Violation, Which One, Which? Other)> _found = [];

    /// <summary>How many there are.</summary>
    public int Count => _found.Count;

    /// <summary>Adds one; the graph must still be open.</summary>
    public void Add(ConstraintViolation violation) =>
        _found.Add(
            (violation, Find(violation.Id), violation.Other is { } other ? Find(other) : null)
        );

    /// <summary>Takes a row of the further pass. Thread safe.</summary>
    /// <param name="relationship">What it joins.</param>
    /// <param name="sequence">The place of its block among all.</param>
    /// <param name="row">Its number in the block.</param>
    /// <param name="block">The block.</param>
    public void Look(RelationshipRecord relationship, long sequence, int row, CsvBlock block)
    {
        // The keys stay the same during a pass.
        if (_rows.TryGetValue(relationship, out var rows))
        {
            var position = block.PositionOf(row);
            lock (_lock)
            {
                rows.Add(new Row(sequence, row, position.Path, position.Line));
            }
        }
    }

    /// <summary>Adds the rows of all to those that are left out, once all rows were looked at; the files are to be read again then.</summary>
    public ViolatingRowsException Resolve(ViolatingRows violating, TokenTable tokens)
    {
        foreach (var rows in _rows.Values)
        {
            rows.Sort(
                (left, right) =>
                    (left.Sequence, left.Number).CompareTo((right.Sequence, right.Number))
            );
        }
        foreach (var (violation, one, other) in _found)
        {
            (string, long)? otherPlace = other is { } kept ? PlaceOf(kept) : null;
            violating.Add(violation, PlaceOf(one), otherPlace, tokens);
        }
        return new ViolatingRowsException(
            $"Their rows are found; the files are read again without {ImportText.Some(violating.Count, "row")}.",
            violating,
            null
        );
    }

    private (string Path, long Line) PlaceOf(Which one)
    {
        var row = _rows[one.Relationship][one.Number];
        return (row.Path, row.Line);
    }

    private Which Find(long id)
    {
        var relationship = Read(id);
        if (!_firstIds.TryGetValue(relationship, out long first))
        {
            for (first = id; first > 0 && Read(first - 1) == relationship; first--) { }
            _firstIds.Add(relationship, first);
            _rows.Add(relationship, []);
        }
        return new Which(relationship, (int)(id - first));
    }

    private RelationshipRecord Read(long id)
    {
        bool exists = graph.TryReadRelationship(new RelationshipId(id), out var record);
        Invariant.Assert(exists);
        return record;
    }

    /// <summary>A relationship by its number among those of its type between the same nodes.</summary>
    private readonly record struct Which(RelationshipRecord Relationship, int Number);

    private readonly record struct Row(long Sequence, int Number, string Path, long Line);
}
