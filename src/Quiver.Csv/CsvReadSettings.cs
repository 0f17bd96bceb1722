namespace Quiver.Csv;

/// <summary>How files are cut into blocks, and what happens to rows that are no CSV.</summary>
public sealed record CsvReadSettings
{
    /// <summary>Bytes that a block aims at, unless told otherwise.</summary>
    public const int DefaultBlockBytes = 1 << 20;

    /// <summary>The longest row that any setting allows.</summary>
    public const int LargestRowBytes = 1 << 30;

    /// <summary>Bytes that a block aims at.</summary>
    public int BlockBytes { get; init; } = DefaultBlockBytes;

    /// <summary>The longest row in bytes: a block grows up to this to hold it.</summary>
    public int MaxRowBytes { get; init; } = 256 << 20;

    /// <summary>The option that raises <see cref="MaxRowBytes"/>, for messages; null where none does.</summary>
    public string? RowLimitOption { get; init; }

    /// <summary>Whether rows that are no CSV are collected in <see cref="CsvBlock.FaultyRows"/> instead of thrown.</summary>
    public bool CollectsFaultyRows { get; init; }
}
