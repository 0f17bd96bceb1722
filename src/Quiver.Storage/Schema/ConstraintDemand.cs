using Quiver.Storage.Tokens;

namespace Quiver.Storage.Schema;

/// <summary>What a constraint demands, in words that go behind "the node would have violated constraint 'x': ".</summary>
public static class ConstraintDemand
{
    /// <summary>What a constraint is about: a node or a relationship.</summary>
    public static string ThingOf(EntityKind entity) =>
        entity == EntityKind.Node ? "node" : "relationship";

    /// <summary>What is demanded of each; of values that another one has, how they are the same.</summary>
    /// <param name="constraint">The constraint.</param>
    /// <param name="tokens">The names of labels, types and keys.</param>
    /// <param name="isTaken">Whether another one has the values.</param>
    public static string Of(ConstraintDefinition constraint, TokenTable tokens, bool isTaken)
    {
        string keys = string.Join(
            ", ",
            constraint.Keys.Select(key => $"`{tokens.PropertyKeys[key]}`")
        );
        string token =
            constraint.Entity == EntityKind.Node
                ? $"label `{tokens.Labels[constraint.Token]}`"
                : $"type `{tokens.RelationshipTypes[constraint.Token]}`";
        if (isTaken)
        {
            return $"the same {keys} and the {token}";
        }
        string type =
            constraint.Kind == ConstraintKind.PropertyType ? $" of type `{constraint.Type}`" : "";
        return $"a {ThingOf(constraint.Entity)} with {token} must have {keys}{type}";
    }
}
