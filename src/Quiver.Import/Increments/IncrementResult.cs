using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>What stages of an incremental import did.</summary>
public sealed record IncrementResult
{
    /// <summary>The last stage that was run.</summary>
    public required IncrementStage Stage { get; init; }

    /// <summary>What the increment does; nothing after the first stage.</summary>
    public IncrementCounts Counts { get; init; }

    /// <summary>What was left out.</summary>
    public ImportSkipped Skipped { get; init; }

    /// <summary>What was left out by file.</summary>
    public IReadOnlyList<FileSkipped> SkippedByFile { get; init; } = [];

    /// <summary>The report file when anything was left out, otherwise null.</summary>
    public string? ReportFile { get; init; }

    /// <summary>The merge; null before it.</summary>
    public MergeResult? Merge { get; init; }

    /// <summary>The name under which the database as it was before the merge is kept; empty where it is not.</summary>
    public string KeptAs { get; init; } = "";

    /// <summary>From the call to its end.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The process's highest resident memory in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }
}
