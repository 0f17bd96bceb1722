using Quiver.Import.Pipeline;
using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>What the phases of a build share.</summary>
/// <param name="plan">The plan.</param>
/// <param name="folder">Where chunks go.</param>
internal sealed class IncrementState(ImportPlan plan, string folder)
{
    private readonly Lock _lock = new();
    private IncrementCounts _counts;

    /// <summary>Bytes of changes that a thread collects before it writes a chunk.</summary>
    public long ChunkBytes { get; } =
        Math.Clamp(MemoryBudget.Total(plan.Options) / plan.Options.Threads / 4, 1L << 20, 8L << 20);

    /// <summary>The plan.</summary>
    public ImportPlan Plan => plan;

    /// <summary>The chunks that are written.</summary>
    public IncrementChunks Chunks { get; } = new();

    /// <summary>What the rows of each group of node files were.</summary>
    public IReadOnlyList<NodeGroupRows> NodeGroups { get; } =
    [.. plan.Nodes.Select(static _ => new NodeGroupRows())];

    /// <summary>The distinct sets of labels.</summary>
    public LabelSets LabelSets { get; } = new();

    /// <summary>The nodes of the rows of node files.</summary>
    public RowNodes Rows { get; } = new();

    /// <summary>Where these rows stand.</summary>
    public NodePlaces RowPlaces { get; } = new();

    /// <summary>Where the rows stand that make or change nodes.</summary>
    public IncrementPlaces NodePlaces { get; } = new();

    /// <summary>Where the rows stand that make or change relationships.</summary>
    public IncrementPlaces RelationshipPlaces { get; } = new();

    /// <summary>Nodes of the database that are changed.</summary>
    public TouchedEntities Nodes { get; } = new();

    /// <summary>Nodes of the database that are deleted.</summary>
    public TouchedEntities DeletedNodes { get; } = new();

    /// <summary>Relationships of the database that are changed.</summary>
    public TouchedEntities Relationships { get; } = new();

    /// <summary>What the increment does so far.</summary>
    public IncrementCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return _counts;
            }
        }
    }

    /// <summary>Adds to what the increment does.</summary>
    public void Add(IncrementCounts counts)
    {
        lock (_lock)
        {
            _counts += counts;
        }
    }

    /// <summary>A writer of chunks for a thread.</summary>
    public IncrementWriter NewWriter() =>
        new(
            plan.Options.FileSystem,
            folder,
            Chunks,
            isDurable: plan.Options.Increment!.Stage != IncrementStage.All
        );
}
