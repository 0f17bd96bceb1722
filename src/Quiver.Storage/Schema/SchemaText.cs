using System.Collections.Immutable;
using System.Globalization;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Schema;

/// <summary>Describes indexes and constraints as Neo4j's messages do.</summary>
public static class SchemaText
{
    /// <summary>The pattern: <c>(:Person {name, born})</c> or <c>()-[:KNOWS {since}]-()</c>.</summary>
    public static string PatternOf(IndexDefinition index, TokenTable tokens)
    {
        if (index.Kind == IndexKind.Lookup)
        {
            return index.Entity == EntityKind.Node ? "(:<any-labels>)" : "()-[:<any-types>]-()";
        }
        return Pattern(
            index.Entity,
            string.Join('|', NamesOf(index.Entity, index.Tokens, tokens)),
            index.Keys,
            tokens
        );
    }

    /// <summary>Why an index could not be built, and what its user does when the cause is gone.</summary>
    public static string BuildFailure(IndexDefinition index, string cause)
    {
        string what = index.OwningConstraint is null ? "index" : "constraint";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{cause.TrimEnd('.')}. The index is built when its {what} is dropped and created again, or the database is started: DROP {what.ToUpperInvariant()} `{index.Name}`."
        );
    }

    /// <summary>The pattern, likewise.</summary>
    public static string PatternOf(ConstraintDefinition constraint, TokenTable tokens) =>
        Pattern(
            constraint.Entity,
            NameOf(constraint.Entity, constraint.Token, tokens),
            constraint.Keys,
            tokens
        );

    /// <summary>The whole index: <c>Index( id=3, name='x', type='RANGE', schema=(:L {p}), indexProvider='range-1.0' )</c>.</summary>
    public static string Describe(IndexDefinition index, TokenTable tokens)
    {
        string owner = index.OwningConstraint is { } id
            ? string.Create(CultureInfo.InvariantCulture, $", owningConstraint={id}")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Index( id={index.Id}, name='{index.Name}', type='{NameOf(index.Kind)}', schema={PatternOf(index, tokens)}, indexProvider='{index.Provider}'{owner} )"
        );
    }

    /// <summary>The whole constraint: <c>Constraint( id=4, name='x', type='UNIQUENESS', schema=(:L {p}), ownedIndex=3 )</c>.</summary>
    public static string Describe(ConstraintDefinition constraint, TokenTable tokens)
    {
        string index = constraint.OwnedIndex is { } owned
            ? string.Create(CultureInfo.InvariantCulture, $", ownedIndex={owned}")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Constraint( id={constraint.Id}, {DescribeNew(constraint, tokens)}{index} )"
        );
    }

    /// <summary>A constraint that is not there yet: name, type and pattern.</summary>
    public static string DescribeNew(ConstraintDefinition constraint, TokenTable tokens)
    {
        string types = constraint.Type is { } type ? $", propertyType={type}" : "";
        return $"name='{constraint.Name}', type='{TypeOf(constraint).Replace('_', ' ')}', schema={PatternOf(constraint, tokens)}{types}";
    }

    /// <summary>The kind as SHOW INDEXES names it.</summary>
    public static string NameOf(IndexKind kind) => kind.ToString().ToUpperInvariant();

    /// <summary>The kind as SHOW CONSTRAINTS names it: <c>UNIQUENESS</c>, <c>RELATIONSHIP_KEY</c>.</summary>
    public static string TypeOf(ConstraintDefinition constraint)
    {
        bool isNode = constraint.Entity == EntityKind.Node;
        return constraint.Kind switch
        {
            ConstraintKind.Uniqueness => isNode ? "UNIQUENESS" : "RELATIONSHIP_UNIQUENESS",
            ConstraintKind.Key => isNode ? "NODE_KEY" : "RELATIONSHIP_KEY",
            ConstraintKind.Existence => isNode
                ? "NODE_PROPERTY_EXISTENCE"
                : "RELATIONSHIP_PROPERTY_EXISTENCE",
            _ => isNode ? "NODE_PROPERTY_TYPE" : "RELATIONSHIP_PROPERTY_TYPE",
        };
    }

    /// <summary>The name of a label or type.</summary>
    public static string NameOf(EntityKind entity, int token, TokenTable tokens) =>
        entity == EntityKind.Node ? tokens.Labels[token] : tokens.RelationshipTypes[token];

    /// <summary>The names of labels or types.</summary>
    public static IEnumerable<string> NamesOf(
        EntityKind entity,
        ImmutableArray<int> numbers,
        TokenTable tokens
    ) => numbers.Select(number => NameOf(entity, number, tokens));

    /// <summary>The names of property keys.</summary>
    public static IEnumerable<string> KeysOf(ImmutableArray<int> keys, TokenTable tokens) =>
        keys.Select(key => tokens.PropertyKeys[key]);

    private static string Pattern(
        EntityKind entity,
        string token,
        ImmutableArray<int> keys,
        TokenTable tokens
    )
    {
        string inner = $"[:{token} {{{string.Join(", ", KeysOf(keys, tokens))}}}]";
        return entity == EntityKind.Node ? $"({inner[1..^1]})" : $"()-{inner}-()";
    }
}
