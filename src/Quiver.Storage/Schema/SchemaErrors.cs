using Quiver.Model.Status;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Schema;

/// <summary>What is said of changes of the schema that were not made, in Neo4j's words.</summary>
public static class SchemaErrors
{
    /// <summary>The error for an outcome other than Done.</summary>
    /// <param name="result">What became of the change.</param>
    /// <param name="name">The name that was asked for, in a DROP.</param>
    /// <param name="tokens">The names of labels, types and keys.</param>
    public static CypherException Of(SchemaChangeResult result, string name, TokenTable tokens)
    {
        var index = result.Index;
        var constraint = result.Constraint;
        return result.Outcome switch
        {
            SchemaOutcome.EquivalentIndexExists => new(
                StatusCodes.EquivalentSchemaRuleAlreadyExists,
                $"An equivalent index already exists, '{SchemaText.Describe(index!, tokens)}'."
            ),
            SchemaOutcome.EquivalentConstraintExists => new(
                StatusCodes.EquivalentSchemaRuleAlreadyExists,
                $"An equivalent constraint already exists, '{SchemaText.Describe(constraint!, tokens)}'."
            ),
            SchemaOutcome.IndexExists => new(
                StatusCodes.IndexAlreadyExists,
                $"There already exists an index {SchemaText.PatternOf(index!, tokens)}."
            ),
            SchemaOutcome.IndexBlocksConstraint => new(
                StatusCodes.IndexAlreadyExists,
                $"There already exists an index {SchemaText.PatternOf(index!, tokens)}. A constraint cannot be created until the index has been dropped."
            ),
            SchemaOutcome.ConstraintExists => new(
                StatusCodes.ConstraintAlreadyExists,
                $"Constraint already exists: {SchemaText.Describe(constraint!, tokens)}"
            ),
            SchemaOutcome.ConstraintOwnsIndex => new(
                StatusCodes.ConstraintAlreadyExists,
                $"There is a uniqueness constraint on {SchemaText.PatternOf(index!, tokens)}, so an index is already created that matches this."
            ),
            SchemaOutcome.IndexNameTaken => new(
                StatusCodes.IndexWithNameAlreadyExists,
                $"There already exists an index called '{index!.Name}'."
            ),
            SchemaOutcome.ConstraintNameTaken => new(
                StatusCodes.ConstraintWithNameAlreadyExists,
                $"There already exists a constraint called '{constraint?.Name ?? index!.Name}'."
            ),
            SchemaOutcome.ConstraintNotFound => new(
                StatusCodes.ConstraintDropFailed,
                $"Unable to drop constraint `{name}`: No such constraint {name}."
            ),
            SchemaOutcome.IndexBelongsToConstraint => new(
                StatusCodes.IndexDropFailed,
                $"Unable to drop index: Index belongs to constraint: `{name}`"
            ),
            _ => new(
                StatusCodes.IndexDropFailed,
                $"Unable to drop index called `{name}`. There is no such index."
            ),
        };
    }
}
