using Quiver.Csv;
using Quiver.Import.Headers;

namespace Quiver.Import.Pipeline;

/// <summary>Plans groups of node files, which open the id spaces.</summary>
internal sealed class NodeGroupPlanner(
    ImportOptions options,
    CsvDialect dialect,
    ImportNames names,
    IdSpaces idSpaces,
    PlanProblems problems,
    IImportProgress progress
) : FileGroupPlanner(options, dialect, names, problems, progress)
{
    /// <summary>Plans a group; null, with problems reported, when its header is wrong.</summary>
    public NodeGroupPlan? Plan(NodeFileGroup group)
    {
        var header = ReadHeader(
            group.Files[0],
            (header, found) => HeaderRules.CheckNodes(header, Options.IdType, found)
        );
        if (header is null)
        {
            return null;
        }
        var labelColumns = header.Columns.Where(column => column.Role == ColumnRole.Label).ToList();
        if (group.Labels.Count == 0 && labelColumns.Count == 0 && header.Columns.Count > 0)
        {
            Progress.Warn(
                $"The nodes of {header.Path} get no label: neither the command line nor the header names one."
            );
        }
        var id = header.Find(ColumnRole.Id);
        var idProperty =
            id is null || id.Name.Length == 0
                ? (ColumnPlan?)null
                : new ColumnPlan(id, KeyOf(id.Name));
        return new NodeGroupPlan
        {
            Header = header,
            Files = PlanFiles(group.Files, header),
            Properties = PlanProperties(header),
            Labels = [.. group.Labels.Select(Names.Labels.NumberOf).Distinct().Order()],
            LabelColumns = labelColumns,
            IdColumn = id,
            IdSpace = id is null ? null : idSpaces.Open(id, header),
            IdProperty = idProperty,
        };
    }
}
