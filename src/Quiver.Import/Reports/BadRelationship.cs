using Quiver.Csv;
using Quiver.Import.Ids;

namespace Quiver.Import.Reports;

/// <summary>A relationship row that is left out, as the report shows it.</summary>
internal readonly ref struct BadRelationship
{
    /// <summary>What is wrong with it.</summary>
    public required BadEntryCause Cause { get; init; }

    /// <summary>Where the cell stands that is wrong or lacks.</summary>
    public required CsvPosition Position { get; init; }

    /// <summary>The row's text.</summary>
    public required ReadOnlySpan<byte> Row { get; init; }

    /// <summary>The content of the start cell.</summary>
    public required ReadOnlySpan<byte> StartId { get; init; }

    /// <summary>The content of the end cell.</summary>
    public required ReadOnlySpan<byte> EndId { get; init; }

    /// <summary>In which group the start is looked up.</summary>
    public required IdSpace StartSpace { get; init; }

    /// <summary>In which group the end is looked up.</summary>
    public required IdSpace EndSpace { get; init; }

    /// <summary>The type's name, or null when it lacks.</summary>
    public required string? Type { get; init; }
}
