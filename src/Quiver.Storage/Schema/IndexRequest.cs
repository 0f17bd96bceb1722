using System.Collections.Immutable;
using Quiver.Model.Values;

namespace Quiver.Storage.Schema;

/// <summary>An index to be created.</summary>
public sealed record IndexRequest
{
    /// <summary>The name; null for a generated one.</summary>
    public string? Name { get; init; }

    /// <summary>The kind.</summary>
    public IndexKind Kind { get; init; } = IndexKind.Range;

    /// <summary>Nodes or relationships.</summary>
    public EntityKind Entity { get; init; }

    /// <summary>Labels or types; none for lookup.</summary>
    public ImmutableArray<string> LabelsOrTypes { get; init; } = [];

    /// <summary>Property keys, in order; none for lookup.</summary>
    public ImmutableArray<string> Properties { get; init; } = [];

    /// <summary>What else the user said.</summary>
    public MapValue Options { get; init; } = MapValue.Empty;
}
