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
    public RelationshipGroupPlan? Plan(RelationshipFileGroup group)
    {
        var header = ReadHeader(
            group.Files[0],
            (header, found) => HeaderRules.CheckRelationships(header, Dialect, found)
        );
        if (header is null || header.Columns.Count == 0)
        {
            return null;
        }
        var start = header.Find(ColumnRole.StartId)!;
        var end = header.Find(ColumnRole.EndId)!;
        var startSpace = idSpaces.Find(start, header);
        var endSpace = idSpaces.Find(end, header);
        if (startSpace is null || endSpace is null)
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
            StartColumn = start,
            EndColumn = end,
            StartSpace = startSpace,
            EndSpace = endSpace,
        };
    }
}
