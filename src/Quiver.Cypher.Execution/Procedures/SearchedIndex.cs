using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Schema;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>What the procedures that search an index by its name have in common.</summary>
internal static class SearchedIndex
{
    /// <summary>The index that a call's first argument names.</summary>
    /// <param name="call">The call.</param>
    /// <param name="procedure">The procedure's name.</param>
    /// <param name="kind">The kind of index that it searches.</param>
    /// <param name="entity">What it gives.</param>
    /// <exception cref="Model.Status.CypherException"><c>Procedure.ProcedureCallFailed</c>: there is no such index of that kind, or it is about the other entities.</exception>
    public static IndexDefinition Of(
        ProcedureInvocation call,
        string procedure,
        IndexKind kind,
        EntityKind entity
    )
    {
        string name = call.Arguments[0].IsNull ? "" : call.Arguments[0].AsString();
        var index = call.Snapshot.Schema.Definitions.FindIndex(name);
        if (index?.Kind != kind)
        {
            throw RuntimeErrors.ProcedureFailed(
                procedure,
                $"There is no such {(kind == IndexKind.Vector ? "vector" : "fulltext")} schema index: {name}"
            );
        }
        if (index.Entity != entity)
        {
            throw RuntimeErrors.ProcedureFailed(
                procedure,
                $"The '{name}' index is an index on {index.Entity.ToString().ToUpperInvariant()}, so it cannot be queried for {entity.ToString().ToUpperInvariant()}."
            );
        }
        call.NoteRead(index);
        return index;
    }

    /// <summary>A row of an entity that was found, and its score.</summary>
    public static Value[] Hit(EntityKind entity, long id, double score) =>
        [
            entity == EntityKind.Node
                ? Value.Node(new NodeId(id))
                : Value.Relationship(new RelationshipId(id)),
            Value.Float(score),
        ];
}
