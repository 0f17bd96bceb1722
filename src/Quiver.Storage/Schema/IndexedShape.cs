using System.Collections.Immutable;

namespace Quiver.Storage.Schema;

/// <summary>What an index or constraint is about: properties of nodes of a label, or of relationships of a type.</summary>
/// <param name="Entity">Nodes or relationships.</param>
/// <param name="Token">The number of the label or type.</param>
/// <param name="Keys">The numbers of property keys, in order.</param>
internal readonly record struct IndexedShape(
    EntityKind Entity,
    int Token,
    ImmutableArray<int> Keys
);
