using System.Collections.Immutable;
using System.Globalization;
using Quiver.Model.Status;
using Quiver.Model.Values;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Schema;

/// <summary>What is said of data that a constraint does not allow, in Neo4j's words.</summary>
internal static class ConstraintErrors
{
    /// <summary>A commit would give a second entity the same values.</summary>
    public static CypherException AlreadyExists(
        ConstraintDefinition constraint,
        long id,
        ReadOnlySpan<Value> values,
        TokenTable tokens
    ) =>
        new(
            StatusCodes.ConstraintValidationFailed,
            $"{NameOf(constraint, id)} already exists with {TokenOf(constraint, tokens)} and {ValuesOf(constraint, values, tokens)}"
        );

    /// <summary>A commit would leave an entity without a property.</summary>
    public static CypherException Missing(
        ConstraintDefinition constraint,
        long id,
        TokenTable tokens
    ) => new(StatusCodes.ConstraintValidationFailed, MissingText(constraint, id, tokens));

    /// <summary>A commit would leave a value of another type.</summary>
    public static CypherException WrongType(
        ConstraintDefinition constraint,
        long id,
        Value value,
        TokenTable tokens
    ) => new(StatusCodes.ConstraintValidationFailed, WrongTypeText(constraint, id, value, tokens));

    /// <summary>A constraint cannot be created, because two entities have the same values.</summary>
    public static CypherException CannotCreate(
        ConstraintDefinition constraint,
        (long First, long Second) entities,
        ReadOnlySpan<Value> values,
        TokenTable tokens
    ) => CannotCreate(constraint, DuplicateText(constraint, entities, values, tokens), tokens);

    /// <summary>A constraint cannot be created, because an entity lacks a property.</summary>
    public static CypherException CannotCreateMissing(
        ConstraintDefinition constraint,
        long id,
        TokenTable tokens
    ) => CannotCreate(constraint, MissingText(constraint, id, tokens), tokens);

    /// <summary>A constraint cannot be created, because a value is of another type.</summary>
    public static CypherException CannotCreateWrongType(
        ConstraintDefinition constraint,
        long id,
        Value value,
        TokenTable tokens
    ) =>
        CannotCreate(constraint, WrongTypeText(constraint, id, value, tokens).TrimEnd('.'), tokens);

    /// <summary>Two entities have the same values.</summary>
    public static string DuplicateText(
        ConstraintDefinition constraint,
        (long First, long Second) entities,
        ReadOnlySpan<Value> values,
        TokenTable tokens
    )
    {
        string both =
            $"Both {NameOf(constraint, entities.First)} and {NameOf(constraint, entities.Second)}";
        return $"{both} have the {TokenOf(constraint, tokens)} and {ValuesOf(constraint, values, tokens)}";
    }

    /// <summary>An entity lacks a property.</summary>
    public static string MissingText(ConstraintDefinition constraint, long id, TokenTable tokens)
    {
        var names = QuotedKeys(constraint.Keys, tokens);
        string properties =
            names.Length == 1 ? $"property {names[0]}" : $"properties ({string.Join(", ", names)})";
        return $"{NameOf(constraint, id)} with {TokenOf(constraint, tokens)} must have the {properties}";
    }

    /// <summary>An entity has a value of another type.</summary>
    public static string WrongTypeText(
        ConstraintDefinition constraint,
        long id,
        Value value,
        TokenTable tokens
    )
    {
        string found = ValueTypeName.Of(value);
        const string Suffix = " NOT NULL";
        if (found.EndsWith(Suffix, StringComparison.Ordinal))
        {
            found = found[..^Suffix.Length];
        }
        return $"{NameOf(constraint, id)} with {TokenOf(constraint, tokens)} required the property {QuotedKeys(constraint.Keys, tokens)[0]} to be of type `{constraint.Type}`, but was of type `{found}`.";
    }

    private static CypherException CannotCreate(
        ConstraintDefinition constraint,
        string violation,
        TokenTable tokens
    ) =>
        new(
            StatusCodes.ConstraintCreationFailed,
            $"Unable to create Constraint( {SchemaText.DescribeNew(constraint, tokens)} ):\n{violation}. Note that only the first found violation is shown."
        );

    private static string NameOf(ConstraintDefinition constraint, long id) =>
        string.Create(CultureInfo.InvariantCulture, $"{constraint.Entity}({id})");

    private static string TokenOf(ConstraintDefinition constraint, TokenTable tokens) =>
        constraint.Entity == EntityKind.Node
            ? $"label `{tokens.Labels[constraint.Token]}`"
            : $"type `{tokens.RelationshipTypes[constraint.Token]}`";

    private static string ValuesOf(
        ConstraintDefinition constraint,
        ReadOnlySpan<Value> values,
        TokenTable tokens
    )
    {
        var names = QuotedKeys(constraint.Keys, tokens);
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = $"{names[i]} = {ValueText.Format(values[i])}";
        }
        return $"{(names.Length == 1 ? "property" : "properties")} {string.Join(", ", names)}";
    }

    private static string[] QuotedKeys(ImmutableArray<int> keys, TokenTable tokens) =>
        [.. keys.Select(key => $"`{tokens.PropertyKeys[key]}`")];
}
