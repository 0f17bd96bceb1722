using Quiver.Import.Pipeline;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>Finds the relationships of the database that rows describe: by start, type, end and identifying properties. One per thread.</summary>
/// <param name="graph">The database.</param>
/// <param name="chunk">The parsed properties of the rows.</param>
/// <param name="values">Reads them.</param>
internal sealed class MatchedRelationships(Snapshot graph, RowChunk chunk, ColumnValues values)
{
    private readonly List<RelationshipId> _found = [];

    /// <summary>The relationships; valid until the next call.</summary>
    public List<RelationshipId> Find(RelationshipRecord record, int row, bool[] identifies)
    {
        _found.Clear();
        if (IncrementIds.IsNew(record.Start) || IncrementIds.IsNew(record.End))
        {
            return _found;
        }
        graph.FindRelationships(
            record.Start,
            record.End,
            Direction.Outgoing,
            [record.Type],
            _found
        );
        for (int column = 0; column < identifies.Length; column++)
        {
            if (identifies[column])
            {
                Keep(column, row);
            }
        }
        return _found;
    }

    /// <summary>Keeps those that have the value of a cell; an empty cell is no property.</summary>
    private void Keep(int column, int row)
    {
        var cells = chunk.Column(column);
        var wanted = cells.IsPresent(row) ? values.Decode(cells, row) : Value.Null;
        var key = chunk.Key(column);
        _found.RemoveAll(id =>
        {
            var found = ValueOf(key, id);
            return wanted.IsNull
                ? !found.IsNull
                : ValueEquality.Compare(found, wanted) != Ternary.True;
        });
    }

    private Value ValueOf(PropertyKeyId key, RelationshipId id)
    {
        var builder = new ColumnBuilder(1);
        graph.ReadRelationshipProperty(key, [id.Value], builder);
        var column = builder.Build();
        return column.IsNull(0) ? Value.Null : column[0];
    }
}
