namespace Quiver.Storage.Checks;

/// <summary>What a check looked at and found.</summary>
public sealed record CheckReport
{
    /// <summary>What is wrong, at most <see cref="DatabaseCheck.MaxFindings"/>.</summary>
    public required IReadOnlyList<CheckFinding> Findings { get; init; }

    /// <summary>Findings beyond that limit.</summary>
    public required long FurtherFindings { get; init; }

    /// <summary>Bytes whose checksums were computed from the disk.</summary>
    public required long Bytes { get; init; }

    /// <summary>Blocks among these.</summary>
    public required long Blocks { get; init; }

    /// <summary>Nodes that were looked at.</summary>
    public required long Nodes { get; init; }

    /// <summary>Relationships that were looked at, in both directions.</summary>
    public required long Relationships { get; init; }

    /// <summary>Property values that were decoded.</summary>
    public required long PropertyValues { get; init; }

    /// <summary>Entries of indexes that were looked at.</summary>
    public long IndexEntries { get; init; }

    /// <summary>Commits that are in the log alone, and were read.</summary>
    public long Commits { get; init; }

    /// <summary>The indexes that something was found about. They can be built anew.</summary>
    public IReadOnlyList<DamagedIndexFiles> DamagedIndexes { get; init; } = [];

    /// <summary>Whether nothing was found but what concerns indexes.</summary>
    public bool IsDataSound { get; init; }

    /// <summary>Whether nothing was found.</summary>
    public bool IsSound => Findings.Count == 0;

    /// <summary>The report of a check that damage ended early.</summary>
    internal static CheckReport Of(FindingList findings) =>
        new()
        {
            Findings = findings.Findings,
            FurtherFindings = findings.Further,
            Bytes = 0,
            Blocks = 0,
            Nodes = 0,
            Relationships = 0,
            PropertyValues = 0,
        };
}
