using Quiver.Csv;
using Quiver.Import.Ids;
using Quiver.Import.Values;

namespace Quiver.Import.Pipeline;

/// <summary>An import that nothing stands against any more but its data.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Dialect">How the files are written.</param>
/// <param name="Rules">How cells are read.</param>
/// <param name="Nodes">The node files.</param>
/// <param name="Relationships">The relationship files.</param>
/// <param name="IdSpaces">All id spaces.</param>
/// <param name="Names">The names known so far.</param>
internal sealed record ImportPlan(
    ImportOptions Options,
    CsvDialect Dialect,
    CellRules Rules,
    IReadOnlyList<NodeGroupPlan> Nodes,
    IReadOnlyList<RelationshipGroupPlan> Relationships,
    IReadOnlyCollection<IdSpace> IdSpaces,
    ImportNames Names
) : IDisposable
{
    /// <summary>What is counted besides, by column.</summary>
    public ColumnNotes Notes { get; } = new();

    /// <summary>What will probably come out.</summary>
    public ImportEstimate Estimate { get; init; }

    /// <summary>Bytes of all files on disk.</summary>
    public long InputBytes => BytesOf(Nodes) + BytesOf(Relationships);

    /// <summary>Bytes of the files of groups on disk.</summary>
    public static long BytesOf(IEnumerable<FileGroupPlan> groups) =>
        groups.Sum(group => group.Files.Sum(file => file.Length));

    public void Dispose()
    {
        foreach (var space in IdSpaces)
        {
            space.Map.Dispose();
        }
    }
}
