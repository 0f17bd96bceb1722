using System.Collections.Immutable;
using Quiver.Storage.Indexes;

namespace Quiver.Storage.Schema;

/// <summary>The indexes and constraints as a snapshot sees them, with their states.</summary>
public sealed class SchemaView
{
    private const int OnlineBits = 16;

    private readonly SchemaState _state;
    private readonly BaseIndexes _built;

    internal SchemaView(SchemaState state, BaseIndexes built)
    {
        _state = state;
        _built = built;
        Version = state.Definitions.Version << OnlineBits | (uint)built.Count;
    }

    /// <summary>The definitions.</summary>
    public SchemaDefinitions Definitions => _state.Definitions;

    /// <summary>The indexes by id.</summary>
    public ImmutableArray<IndexDefinition> Indexes => _state.Definitions.Indexes;

    /// <summary>The constraints by id.</summary>
    public ImmutableArray<ConstraintDefinition> Constraints => _state.Definitions.Constraints;

    /// <summary>Differs between schemas that plans must not be shared by: changes with every change and whenever an index comes online.</summary>
    public long Version { get; }

    /// <summary>Whether an index can be read: only then <see cref="Snapshot.OpenIndex"/> may be called. Always true where nothing is kept.</summary>
    public bool IsOnline(IndexDefinition index) => !index.HasEntries || _built.Contains(index.Id);

    /// <summary>How far an index is.</summary>
    public IndexStatus StatusOf(IndexDefinition index) =>
        IsOnline(index) ? IndexStatus.Online : _state.Populations.StatusOf(index.Id);
}
