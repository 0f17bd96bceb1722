using Quiver.Import.Headers;
using Quiver.Import.Ids;

namespace Quiver.Import.Pipeline;

/// <summary>A group of files with one header, checked and resolved.</summary>
internal abstract record FileGroupPlan
{
    /// <summary>The header.</summary>
    public required Header Header { get; init; }

    /// <summary>The files in order.</summary>
    public required IReadOnlyList<InputFile> Files { get; init; }

    /// <summary>The columns that become properties, the id column left out.</summary>
    public required PropertyColumns Properties { get; init; }

    /// <summary>The columns of labels beside those that all rows have.</summary>
    public IReadOnlyList<HeaderColumn> LabelColumns { get; init; } = [];

    /// <summary>Whether rows have a label, of nodes, or a type, or may have it by one of their cells.</summary>
    /// <param name="token">Its number; -1 when it has none yet.</param>
    public abstract bool MayHave(int token);

    /// <summary>The columns of identifiers and the spaces that they belong to.</summary>
    public abstract IEnumerable<(HeaderColumn Column, IdSpace Space)> IdColumns { get; }
}
