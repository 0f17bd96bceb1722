using Quiver.Import.Pipeline;
using Quiver.Import.Reports;
using Quiver.Storage.Generations;

namespace Quiver.Import.Checkpoints;

/// <summary>What an interrupted import had finished, taken up again. Its parts belong to whoever goes on.</summary>
internal sealed class ResumedImport
{
    /// <summary>What is finished.</summary>
    public required CheckpointStage Stage { get; init; }

    /// <summary>The nodes.</summary>
    public required NodePhaseResult Nodes { get; init; }

    /// <summary>Where the rows of nodes stand; null when no schema is asked for or this is not known.</summary>
    public required NodePlaces? Places { get; init; }

    /// <summary>The store, positioned behind what is finished.</summary>
    public required GenerationWriter Writer { get; init; }

    /// <summary>The relationships that are collected and not stored yet: by start at <see cref="CheckpointStage.Relationships"/>, by end at <see cref="CheckpointStage.Outgoing"/>.</summary>
    public required RunStore? Runs { get; init; }

    /// <summary>What was left out so far.</summary>
    public required BadEntryState Skipped { get; init; }

    /// <summary>The counts of what is linked.</summary>
    public required LinkTotals Totals { get; init; }
}
