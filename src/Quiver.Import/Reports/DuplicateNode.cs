using Quiver.Csv;
using Quiver.Import.Ids;

namespace Quiver.Import.Reports;

/// <summary>A node row that is left out because its id was there before, as the report shows it.</summary>
internal readonly ref struct DuplicateNode
{
    /// <summary>Where the id stands.</summary>
    public required CsvPosition Position { get; init; }

    /// <summary>The row's text.</summary>
    public required ReadOnlySpan<byte> Row { get; init; }

    /// <summary>The id.</summary>
    public required ReadOnlySpan<byte> Id { get; init; }

    /// <summary>The id's group.</summary>
    public required IdSpace Space { get; init; }

    /// <summary>Where the node stands that keeps the id.</summary>
    public required (string Path, long Line) First { get; init; }
}
