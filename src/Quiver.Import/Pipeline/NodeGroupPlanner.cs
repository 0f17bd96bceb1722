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
    /// <param name="group">The group.</param>
    /// <param name="read">Its header.</param>
    public NodeGroupPlan? Plan(NodeFileGroup group, CheckedHeader read)
    {
        var header = read.Header;
        bool isRight = IsRight(read);
        if (header is null || !isRight)
        {
            OpenSpaceOfWrong(header);
            return null;
        }
        if (LacksTypes(header) && FindHeaderAmong(header, group.Files) is { } later)
        {
            Problems.Report(
                ImportErrorKind.Data,
                $"{header.Path}: no field of the first row has a type (name:type), but {later}, further behind in the same group, begins with a header: give that file first, as in {later},{header.Path}."
            );
            idSpaces.IsIncomplete = true;
            return null;
        }
        if (LacksTypes(header))
        {
            string names = string.Join(", ", header.Columns.Select(column => column.Name));
            Progress.Warn(
                $"{header.Path}: no field of the first row has a type (name:type), so that it may be data; it is taken as the names of properties: {names}.{header.DelimiterHint}{FindHeaderBeside(header)}"
            );
        }
        if (header.Columns.Count == 0)
        {
            WarnOfEmpty(header, group.Files);
        }
        var labelColumns = header.FindAll(ColumnRole.Label);
        var ids = header.FindAll(ColumnRole.Id);
        // New nodes of an increment have the label by which they are found.
        bool hasLabel =
            group.Labels.Count > 0
            || labelColumns.Count > 0
            || (Options.Increment is not null && ids.Count > 0);
        if (!hasLabel && header.Columns.Count > 0)
        {
            Progress.Warn(
                $"The nodes of {header.Path} get no label: neither the command line nor the header names one."
            );
        }
        int known = Names.PropertyKeys.Count;
        // The first keys are those of the identifiers. A node's own id is no property.
        var parts = ids.Select(id => new IdPart(
                id,
                id.Name.Length == 0 || Options.IdType == IdType.Actual || IdRules.IsStoredApart(id)
                    ? null
                    : KeyOf(id.Name)
            ))
            .ToList();
        int[] labels = [.. group.Labels.Select(Names.Labels.NumberOf).Distinct()];
        Array.Sort(labels);
        var properties = PlanProperties(header);
        return new NodeGroupPlan
        {
            Header = header,
            Files = PlanFiles(group.Files, header),
            Properties = properties,
            NewKeys = Names.PropertyKeys.Count - known,
            FirstOwnKey = known,
            Labels = labels,
            LabelColumns = labelColumns,
            Ids = ids.Count == 0 ? null : new IdPlan(parts, idSpaces.Open(ids, header)),
        };
    }

    protected override void Check(Header header, List<string> problems)
    {
        HeaderRules.CheckNodes(header, Options.IdType, problems);
        if (Options.Increment is not null)
        {
            problems.AddRange(
                header
                    .FindAll(ColumnRole.Id)
                    .Where(IdRules.IsStoredApart)
                    .Select(id =>
                        $"{header.PlaceOf(id)}: an incremental import finds nodes by identifiers that are text or integers, not by those of the id-type {PropertyTypes.NameOf(id.Type)}."
                    )
            );
        }
    }

    /// <summary>Opens the id space of a header that is wrong in another way: what refers to other spaces is then found wrong at once.</summary>
    private void OpenSpaceOfWrong(Header? header)
    {
        var ids = header is null or { HidesKeywords: true } ? [] : header.FindAll(ColumnRole.Id);
        bool isKnown =
            ids.Count > 0
            && ids.All(id => id.Group == ids[0].Group)
            && IdRules.TryFindType(ids[0], Options.IdType, out _, out _) is null;
        if (isKnown)
        {
            idSpaces.Open(ids, header!);
        }
        else if (header is null or { HidesKeywords: true } || ids.Count > 0)
        {
            idSpaces.IsIncomplete = true;
        }
    }
}
