using System.Collections.Immutable;

namespace Quiver.Storage.Schema;

/// <summary>What an index or constraint is about: properties of nodes of a label, or of relationships of a type.</summary>
/// <param name="Entity">Nodes or relationships.</param>
/// <param name="Token">The number of the label or type, the first of several.</param>
/// <param name="Keys">The numbers of property keys, in order.</param>
internal readonly record struct IndexedShape(EntityKind Entity, int Token, ImmutableArray<int> Keys)
{
    /// <summary>All labels or types where one of several is enough, as in full-text indexes; empty where there is only one.</summary>
    public ImmutableArray<int> Tokens { get; init; } = [];

    /// <summary>Whether a label or type is one of them.</summary>
    public bool HasToken(int token) =>
        token == Token || (Tokens.Length > 1 && Tokens.Contains(token));
}
