using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Syntax.Tree.Commands;

namespace Quiver.Cypher.Planning.Catalog;

/// <summary>An index that can be read, as plans are weighed with it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its kind; lookup indexes are no choice and do not appear.</param>
/// <param name="IsRelationship">Whether it is about relationships.</param>
/// <param name="Token">The label or type.</param>
/// <param name="Keys">The property keys, in order: who lacks one of them is not in the index.</param>
/// <param name="IsUnique">Whether no two have the same values.</param>
/// <param name="Statistics">How many entries and different keys it has, about.</param>
public sealed record IndexDescription(
    string Name,
    IndexType Type,
    bool IsRelationship,
    string Token,
    EquatableList<string> Keys,
    bool IsUnique,
    PropertyStatistics Statistics
);
