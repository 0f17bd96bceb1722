namespace Quiver.Import;

/// <summary>What an import is about to do, known when everything has been checked and before anything is written.</summary>
public sealed record ImportOverview
{
    /// <summary>Where the database will be.</summary>
    public required string DatabaseDirectory { get; init; }

    /// <summary>Node files by their labels, in command-line order.</summary>
    public required IReadOnlyList<ImportSource> Nodes { get; init; }

    /// <summary>Relationship files by their type, in command-line order.</summary>
    public required IReadOnlyList<ImportSource> Relationships { get; init; }

    /// <summary>What the user should know of how headers are understood, such as types that are widened.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What the import may use.</summary>
    public required ImportResources Resources { get; init; }

    /// <summary>What will probably come out.</summary>
    public required ImportEstimate Estimate { get; init; }

    /// <summary>Whether nothing will be written: the overview is all there is.</summary>
    public bool IsDryRun { get; init; }
}
