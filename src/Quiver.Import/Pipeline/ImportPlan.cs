using Quiver.Csv;
using Quiver.Import.Ids;
using Quiver.Import.Increments;
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

    /// <summary>Rows that an earlier pass over the files found to violate constraints, to be left out; null in the first pass.</summary>
    public ViolatingRows? Violating { get; init; }

    /// <summary>Relationships that an earlier pass found to violate constraints, whose rows this one only finds; null when there are none.</summary>
    public SuspectRelationships? Suspects { get; init; }

    /// <summary>The database that an incremental import changes; null for a full import.</summary>
    public IncrementBase? Base { get; init; }

    /// <summary>What will probably come out.</summary>
    public ImportEstimate Estimate { get; init; }

    /// <summary>All groups in the order in which they are read.</summary>
    public IReadOnlyList<FileGroupPlan> Groups => [.. Nodes, .. Relationships];

    /// <summary>Bytes of all files on disk.</summary>
    public long InputBytes => BytesOf(Nodes) + BytesOf(Relationships);

    /// <summary>Bytes of the files of groups on disk.</summary>
    public static long BytesOf(IEnumerable<FileGroupPlan> groups) =>
        groups.Sum(group => group.Files.Sum(file => file.Length));

    /// <summary>Takes up again the names and notes that phases of the same import had added to its plan.</summary>
    public void Restore(BinaryReader input)
    {
        Names.Restore(input);
        Notes.Restore(input, Groups);
    }

    public void Dispose() => DisposeIdMaps();

    /// <summary>Lets the id maps share their part of the memory.</summary>
    /// <param name="directory">Where what they do not hold goes.</param>
    public void LimitIdMaps(string directory)
    {
        var memory = new IdMemory(MemoryBudget.ForIds(Options));
        int number = 0;
        foreach (var space in IdSpaces)
        {
            space.Map.Limit(memory, Options.FileSystem, Path.Join(directory, $"ids{number++}"));
        }
    }

    /// <summary>Frees the id maps, which only relationships need.</summary>
    public void DisposeIdMaps()
    {
        foreach (var space in IdSpaces)
        {
            space.Map.Dispose();
        }
    }
}
