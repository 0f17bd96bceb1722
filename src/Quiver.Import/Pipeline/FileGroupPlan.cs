using Quiver.Import.Headers;

namespace Quiver.Import.Pipeline;

/// <summary>A group of files with one header, checked and resolved.</summary>
internal abstract record FileGroupPlan
{
    /// <summary>The header.</summary>
    public required Header Header { get; init; }

    /// <summary>The files in order.</summary>
    public required IReadOnlyList<InputFile> Files { get; init; }

    /// <summary>The columns that become properties, the id column left out.</summary>
    public required IReadOnlyList<ColumnPlan> Properties { get; init; }

    /// <summary>The columns of identifiers and what they hold.</summary>
    public abstract IEnumerable<(HeaderColumn Column, IdType Type)> IdColumns { get; }
}
