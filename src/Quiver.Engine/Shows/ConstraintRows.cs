using Quiver.Cypher.Planning.Shows;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Engine.Schema;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Schema;

namespace Quiver.Engine.Shows;

/// <summary>The rows of SHOW CONSTRAINTS.</summary>
internal static class ConstraintRows
{
    /// <summary>The constraints of a kind, or all, by name.</summary>
    public static IReadOnlyList<Value[]> Of(Snapshot snapshot, ShowSelection selection) =>
        [
            .. snapshot
                .Schema.Constraints.Where(c => IsSelected(c, selection.Selection))
                .OrderBy(static c => c.Name, StringComparer.Ordinal)
                .Select(c => Row(snapshot, c, selection.Version)),
        ];

    private static bool IsSelected(ConstraintDefinition constraint, string selection)
    {
        string kind = constraint.Kind switch
        {
            ConstraintKind.Uniqueness => "UNIQUE",
            ConstraintKind.Key => "KEY",
            ConstraintKind.Existence => "EXISTENCE",
            _ => "TYPE",
        };
        string entity = constraint.Entity == EntityKind.Node ? "NODE" : "RELATIONSHIP";
        return selection.Length == 0 || selection == kind || selection == $"{entity} {kind}";
    }

    private static Value[] Row(
        Snapshot snapshot,
        ConstraintDefinition constraint,
        LanguageVersion version
    )
    {
        var index = constraint.OwnedIndex is { } id
            ? snapshot.Schema.Definitions.FindIndex(id)
            : null;
        string token = SchemaText.NameOf(constraint.Entity, constraint.Token, snapshot.Tokens);
        var keys = SchemaText.KeysOf(constraint.Keys, snapshot.Tokens);
        // No constraint belongs to a graph type: uniqueness and keys might be put into one, the others stand for themselves.
        Value[] graphType =
            version == LanguageVersion.Cypher25
                ? [Value.Null, Value.String(index is null ? "independent" : "undesignated")]
                : [];
        return
        [
            Value.Integer(constraint.Id),
            Value.String(constraint.Name),
            Value.String(TypeOf(constraint, version)),
            Value.String(constraint.Entity.ToString().ToUpperInvariant()),
            Value.List(Value.String(token)),
            Value.List([.. keys.Select(Value.String)]),
            .. graphType,
            index is null ? Value.Null : Value.String(index.Name),
            constraint.Type is { } type ? Value.String(type.ToString()) : Value.Null,
            index is null ? Value.Null : IndexRows.OptionsOf(index),
            Value.String(new SchemaStatements(snapshot).Of(constraint)),
        ];
    }

    // The newer language says what is unique.
    private static string TypeOf(ConstraintDefinition constraint, LanguageVersion version)
    {
        bool isNewName =
            version == LanguageVersion.Cypher25 && constraint.Kind == ConstraintKind.Uniqueness;
        if (!isNewName)
        {
            return SchemaText.TypeOf(constraint);
        }
        return constraint.Entity == EntityKind.Node
            ? "NODE_PROPERTY_UNIQUENESS"
            : "RELATIONSHIP_PROPERTY_UNIQUENESS";
    }
}
