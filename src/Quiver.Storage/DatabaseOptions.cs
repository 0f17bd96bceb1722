namespace Quiver.Storage;

/// <summary>How a database is opened.</summary>
public sealed record DatabaseOptions
{
    /// <summary>The settings that suit most.</summary>
    public static readonly DatabaseOptions Default = new();

    /// <summary>How many bytes of changes may lie in memory before further commits fail with the memory error until a checkpoint.</summary>
    public long DeltaLimitBytes { get; init; } = 1L << 30;
}
