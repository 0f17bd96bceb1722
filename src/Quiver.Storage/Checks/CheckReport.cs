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

    /// <summary>Nodes of the base that were looked at.</summary>
    public required long Nodes { get; init; }

    /// <summary>Relationships of the base that were looked at, in both directions.</summary>
    public required long Relationships { get; init; }

    /// <summary>Property values of the base that were decoded.</summary>
    public required long PropertyValues { get; init; }

    /// <summary>Whether nothing was found.</summary>
    public bool IsSound => Findings.Count == 0;
}
