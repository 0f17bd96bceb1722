using Quiver.Csv;
using Quiver.Import.Headers;

namespace Quiver.Import.Pipeline;

/// <summary>Plans groups of relationship files, after all node files.</summary>
internal sealed class RelationshipGroupPlanner(
    ImportOptions options,
    CsvDialect dialect,
    ImportNames names,
    IdSpaces idSpaces,
    PlanProblems problems,
    IImportProgress progress
) : FileGroupPlanner(options, dialect, names, problems, progress)
{
    /// <summary>Plans a group; null when it is empty or, with problems reported, when its header is wrong.</summary>
    /// <param name="group">The group.</param>
    /// <param name="read">Its header.</param>
    public RelationshipGroupPlan? Plan(RelationshipFileGroup group, CheckedHeader read)
    {
        var header = read.Header;
        bool isRight = IsRight(read);
        if (header is null or { HidesKeywords: true } || header.Columns.Count == 0)
        {
            if (header is { HidesKeywords: false })
            {
                WarnOfEmpty(header, group.Files);
            }
            return null;
        }
        // In a header that is wrong in another way too, wrong groups are found at once.
        var start = Find(header, ColumnRole.StartId);
        var end = Find(header, ColumnRole.EndId);
        if (start is null || end is null || !isRight)
        {
            return null;
        }
        var typeColumn = header.Find(ColumnRole.Type);
        if (group.Type is null && typeColumn is null)
        {
            Progress.Warn(
                $"The relationships of {header.Path} have no type: neither the command line nor the header names one."
            );
        }
        return new RelationshipGroupPlan
        {
            Header = header,
            Files = PlanFiles(group.Files, header),
            Properties = PlanProperties(header),
            DefaultType = group.Type is null ? -1 : Names.RelationshipTypes.NumberOf(group.Type),
            TypeColumn = typeColumn,
            Start = start,
            End = end,
        };
    }

    protected override void Check(Header header, List<string> problems) =>
        HeaderRules.CheckRelationships(header, problems);

    private IdPlan? Find(Header header, ColumnRole role)
    {
        var columns = header.FindAll(role);
        if (columns.Count == 0 || columns.Any(column => column.Group != columns[0].Group))
        {
            return null;
        }
        var space = idSpaces.Find(columns, header);
        return space is null
            ? null
            : new IdPlan([.. columns.Select(column => new IdPart(column, null))], space);
    }
}
