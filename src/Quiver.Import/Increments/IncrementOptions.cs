using Quiver.Storage.Schema;

namespace Quiver.Import.Increments;

/// <summary>What an incremental import is told besides what every import is told.</summary>
public sealed record IncrementOptions
{
    /// <summary>Which stages are run.</summary>
    public IncrementStage Stage { get; init; }

    /// <summary>Whether a row that updates or deletes relationships takes all that it describes; otherwise several are a bad entry.</summary>
    public bool UpdateAllMatchingRelationships { get; init; }

    /// <summary>Changes of indexes and constraints that take effect with the merge, in order.</summary>
    public IReadOnlyList<SchemaStep> Schema { get; init; } = [];

    /// <summary>The name under which the database as it was before the merge is kept; empty to keep nothing, or what the build was told.</summary>
    public string KeepAs { get; init; } = "";

    /// <summary>How many bad entries may be left out, where the user says so: a merge then goes by it, and not by what the build was told.</summary>
    public long? BadTolerance { get; init; }
}
