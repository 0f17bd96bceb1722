using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Updates;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>Tells whether the values of a SET depend on what the same SET changes: then its rows must be taken one by one.</summary>
internal static class ChangeAnalysis
{
    private static readonly HashSet<string> s_reading = new(StringComparer.OrdinalIgnoreCase)
    {
        "keys",
        "labels",
        "properties",
    };

    /// <summary>Whether a value of the changes may read what one of them writes.</summary>
    public static bool ReadsOwnChanges(IReadOnlyList<EntityChange> changes)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        bool anyKey = false;
        bool labels = false;
        foreach (var change in changes)
        {
            switch (change)
            {
                case PropertyChange { Key: { } key }:
                    keys.Add(key);
                    break;
                case LabelsChange:
                    labels = true;
                    break;
                default:
                    anyKey = true;
                    break;
            }
        }
        foreach (var change in changes)
        {
            foreach (var expression in change.Expressions)
            {
                if (Reads(expression, keys, anyKey, labels))
                {
                    return true;
                }
            }
            if (change is PropertiesChange { Value.Type: var type } && MayBeEntity(type))
            {
                return true;
            }
        }
        return false;
    }

    private static bool Reads(
        BoundExpression expression,
        HashSet<string> keys,
        bool anyKey,
        bool labels
    )
    {
        bool reads = expression switch
        {
            BoundProperty property => MayBeEntity(property.Operand.Type)
                && (anyKey || keys.Contains(property.Key)),
            BoundIndex index => MayBeEntity(index.Left.Type),
            BoundHasLabels or BoundHasComputedLabels => labels,
            BoundMapProjection => true,
            BoundFunction function => s_reading.Contains(function.Signature.Name),
            _ => false,
        };
        if (reads)
        {
            return true;
        }
        foreach (var child in expression.Children)
        {
            if (Reads(child, keys, anyKey, labels))
            {
                return true;
            }
        }
        return false;
    }

    private static bool MayBeEntity(CypherType type) =>
        type.MayBe(new CypherType(TypeKinds.Node | TypeKinds.Relationship));
}
