namespace Quiver.Import;

/// <summary>What an import made.</summary>
public sealed record ImportResult
{
    /// <summary>Nodes stored.</summary>
    public required long Nodes { get; init; }

    /// <summary>Relationships stored.</summary>
    public required long Relationships { get; init; }

    /// <summary>Property values stored, of nodes and relationships.</summary>
    public required long Properties { get; init; }

    /// <summary>What was left out.</summary>
    public required ImportSkipped Skipped { get; init; }

    /// <summary>What was left out by file, the files with most first; files without are not listed.</summary>
    public IReadOnlyList<FileSkipped> SkippedByFile { get; init; } = [];

    /// <summary>What stands in cells that their owner may not have meant, in the order of files and columns.</summary>
    public IReadOnlyList<ColumnNote> ColumnNotes { get; init; } = [];

    /// <summary>From the call to the durable database.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Bytes of the files read, as they lie on disk.</summary>
    public required long InputBytes { get; init; }

    /// <summary>Bytes of the store written.</summary>
    public required long StoreBytes { get; init; }

    /// <summary>The process's highest resident memory in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>The report file when anything was skipped, otherwise null.</summary>
    public string? ReportFile { get; init; }
}
