using Quiver.Import.Reports;

namespace Quiver.Import.Pipeline;

/// <summary>Leaves relationship rows out that lack an end or a type, or whose ends are unknown. One per thread.</summary>
/// <param name="plan">What was asked for.</param>
/// <param name="rows">The rows.</param>
/// <param name="ids">Their identifiers.</param>
internal sealed class LeftRelationships(ImportPlan plan, RowReader rows, IdReader ids)
{
    private RelationshipGroupPlan? _group;

    /// <summary>The columns of ids that consist of one, which most do; -1 for others.</summary>
    private int _startColumn;
    private int _endColumn;
    private byte[] _startContent = [];
    private byte[] _endContent = [];
    private int _lastType = -1;
    private string? _lastTypeName;

    /// <summary>Leaves a row out, or fails.</summary>
    /// <param name="group">Its group.</param>
    /// <param name="row">The row.</param>
    /// <param name="start">The node it starts at; negative when unknown.</param>
    /// <param name="end">The node it ends at; negative when unknown.</param>
    /// <param name="type">The number of its type; negative when it has none.</param>
    /// <exception cref="ImportException">Such rows are not left out.</exception>
    public void Leave(RelationshipGroupPlan group, int row, long start, long end, int type)
    {
        if (!ReferenceEquals(group, _group))
        {
            _group = group;
            _startColumn = OnlyColumn(group.Start);
            _endColumn = OnlyColumn(group.End);
        }
        var startId =
            _startColumn >= 0
                ? rows.Content(row, _startColumn, ref _startContent)
                : ids.Content(group.Start, row, ref _startContent);
        var endId =
            _endColumn >= 0
                ? rows.Content(row, _endColumn, ref _endContent)
                : ids.Content(group.End, row, ref _endContent);
        bool isStart = start < 0;
        bool isIncomplete = startId.IsEmpty || endId.IsEmpty || (start | end) >= 0;
        bool isSkipped = plan.Options.SkipBadRelationships;
        var entries = isSkipped ? rows.Entries : new BadEntryWriter(isListing: true);
        var column = (isStart || end >= 0 ? group.Start : group.End).Column;
        entries.Add(
            new BadRelationship
            {
                Cause =
                    isIncomplete ? BadEntryCause.Incomplete
                    : isStart ? BadEntryCause.UnknownStart
                    : BadEntryCause.UnknownEnd,
                Position = rows.Block.PositionOf(row, column.Position),
                Row = rows.Block.RawRow(row),
                StartId = startId,
                EndId = endId,
                StartSpace = group.Start.Space,
                EndSpace = group.End.Space,
                Type = NameOfType(type),
            }
        );
        if (!isSkipped)
        {
            string hint = isIncomplete
                ? ""
                : BlankHint(isStart ? group.Start : group.End, isStart ? startId : endId);
            throw ImportErrors.BadEntry(entries.Buffer.Entry(0), hint + rows.Hint(row));
        }
    }

    /// <summary>A hint for an unknown text with blanks around it, which nobody sees in a message; else empty.</summary>
    private static string BlankHint(IdPlan ids, ReadOnlySpan<byte> id) =>
        ids.Space.Type == IdType.String && (IsBlank(id[0]) || IsBlank(id[^1]))
            ? " The id begins or ends with a blank, which is part of it; --trim-strings drops blanks outside of quotes."
            : "";

    private static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t';

    private static int OnlyColumn(IdPlan ids) =>
        ids.Parts is [var only] ? only.Column.Position : -1;

    /// <summary>The name of a type, asked of the registry only when it is another than last time.</summary>
    private string? NameOfType(int type)
    {
        if (type != _lastType)
        {
            _lastType = type;
            _lastTypeName = type < 0 ? null : plan.Names.RelationshipTypes.NameOf(type);
        }
        return _lastTypeName;
    }
}
