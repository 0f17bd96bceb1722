using System.Collections.Immutable;

namespace Quiver.Storage.Schema;

/// <summary>Makes definitions of requests: gives numbers, and names where none is asked for.</summary>
internal static class RequestedDefinitions
{
    /// <summary>The index that a request would add to a schema.</summary>
    public static IndexDefinition Of(
        IndexRequest request,
        SchemaDefinitions schema,
        ITokenNumbers numbers
    ) =>
        new(
            schema.NextId,
            request.Name ?? SchemaNames.Of(request, schema),
            request.Kind,
            request.Entity,
            [.. request.LabelsOrTypes.Select(name => numbers.NumberOf(request.Entity, name))],
            Keys(request.Properties, numbers),
            null,
            request.Options
        );

    /// <summary>The constraint that a request would add to a schema, and the index that it owns, if it needs one.</summary>
    public static (ConstraintDefinition Constraint, IndexDefinition? Index) Of(
        ConstraintRequest request,
        SchemaDefinitions schema,
        ITokenNumbers numbers
    )
    {
        bool isUnique = request.Kind is ConstraintKind.Uniqueness or ConstraintKind.Key;
        long next = schema.NextId;
        var constraint = new ConstraintDefinition(
            isUnique ? next + 1 : next,
            request.Name ?? SchemaNames.Of(request, schema),
            request.Kind,
            request.Entity,
            numbers.NumberOf(request.Entity, request.LabelOrType),
            Keys(request.Properties, numbers),
            request.Type,
            isUnique ? next : null
        );
        var index = isUnique
            ? new IndexDefinition(
                next,
                constraint.Name,
                IndexKind.Range,
                constraint.Entity,
                [constraint.Token],
                constraint.Keys,
                constraint.Id,
                request.Options
            )
            : null;
        return (constraint, index);
    }

    private static ImmutableArray<int> Keys(ImmutableArray<string> names, ITokenNumbers numbers) =>
        [.. names.Select(numbers.NumberOfKey)];
}
