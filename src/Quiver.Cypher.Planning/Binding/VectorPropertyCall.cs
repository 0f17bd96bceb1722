using System.Collections.Immutable;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>The procedures that set a vector as a property: calls of them become SET.</summary>
public static class VectorPropertyCall
{
    /// <summary>Of nodes.</summary>
    public static ProcedureSignature OfNodes { get; } =
        Make("db.create.setNodeVectorProperty", new("node", ProcedureType.Node, "The node."));

    /// <summary>Of relationships.</summary>
    public static ProcedureSignature OfRelationships { get; } =
        Make(
            "db.create.setRelationshipVectorProperty",
            new("relationship", ProcedureType.Relationship, "The relationship.")
        );

    /// <summary>The name that the one of nodes once had, which also gave the node: <see cref="ChangingCalls"/>.</summary>
    public static ProcedureSignature OfNodesOnce { get; } =
        Make("db.create.setVectorProperty", new("node", ProcedureType.Node, "The node.")) with
        {
            Columns = [new("node", ProcedureType.Node, "The node.")],
        };

    /// <summary>What a call does; null when it is of another procedure, or is not as it must be.</summary>
    internal static SetClause? AsSet(ProcedureCallClause call)
    {
        bool isOne = IsCalled(call, OfNodes) || IsCalled(call, OfRelationships);
        if (!isOne || call.Arguments is not [var entity, var key, var vector])
        {
            return null;
        }
        return AsSet(call.Extent, entity, key, vector);
    }

    /// <summary>Sets a vector as a property of an entity.</summary>
    /// <remarks><c>SET (entity)[key] = coalesce(toFloatList(vector), [null])</c>: what is no list of numbers becomes one with nulls, which no property can be.</remarks>
    internal static SetClause AsSet(
        SourceExtent extent,
        Expression entity,
        Expression key,
        Expression vector
    )
    {
        var numbers = Function("toFloatList", [vector]);
        var nothing = new ListExpression(extent, [new Literal(extent, Value.Null)]);
        var property = new IndexAccess(extent, entity, key);
        var value = Function("coalesce", [numbers, nothing]);
        return new SetClause(extent, [new PropertyUpdate(extent, property, value)]);

        FunctionCall Function(string name, ImmutableArray<Expression> arguments) =>
            new(extent, name, Distinct: false, Star: false, arguments);
    }

    private static bool IsCalled(ProcedureCallClause call, ProcedureSignature procedure) =>
        string.Equals(call.Name.Text, procedure.Name, StringComparison.OrdinalIgnoreCase)
        && call is { Yield.IsEmpty: true, YieldsAll: false, IsImplicit: false };

    private static ProcedureSignature Make(string name, ProcedureParameter entity) =>
        new(
            name,
            [
                entity,
                new("key", ProcedureType.String, "The property's key."),
                new("vector", ProcedureType.ListOf(ProcedureType.Number), "The vector."),
            ],
            [],
            "Set a vector property: a list of floating-point numbers."
        )
        {
            Mode = ProcedureMode.Write,
        };
}
