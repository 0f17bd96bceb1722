using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Updates;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>Tells whether the values of a SET depend on what the same SET changes: then its rows must be taken one by one.</summary>
internal static class ChangeAnalysis
{
    private const TypeKinds Entities = TypeKinds.Node | TypeKinds.Relationship;

    // Functions that read properties or labels of a node or relationship that they are given.
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

    /// <summary>
    /// Whether all changes are of one variable, and a row reads of what they write only that entity's own properties, none of which an item before has written:
    /// then rows that change different entities do not depend on each other.
    /// </summary>
    public static bool ReadsOnlyItself(IReadOnlyList<EntityChange> changes)
    {
        if (changes.Count == 0 || changes[0].Entity is not BoundVariable { Variable: var entity })
        {
            return false;
        }
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            bool isOfEntity = change.Entity is BoundVariable of && of.Variable == entity;
            if (change is not PropertyChange { Key: { } key } || !isOfEntity)
            {
                return false;
            }
            keys.Add(key);
        }
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            var property = (PropertyChange)change;
            if (ReadsBeyond(property.Value, entity, keys, written))
            {
                return false;
            }
            written.Add(property.Key!);
        }
        return true;
    }

    private static bool ReadsBeyond(
        BoundExpression expression,
        Variable entity,
        HashSet<string> keys,
        HashSet<string> written
    )
    {
        if (expression is BoundProperty { Operand: BoundVariable of } own && of.Variable == entity)
        {
            return written.Contains(own.Key);
        }
        if (ReadsItself(expression, keys, anyKey: false, labels: false))
        {
            return true;
        }
        foreach (var child in expression.Children)
        {
            if (ReadsBeyond(child, entity, keys, written))
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
        if (ReadsItself(expression, keys, anyKey, labels))
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

    /// <summary>Whether an expression reads what is written, leaving aside those that it is made of.</summary>
    private static bool ReadsItself(
        BoundExpression expression,
        HashSet<string> keys,
        bool anyKey,
        bool labels
    ) =>
        expression switch
        {
            BoundProperty property => MayBeEntity(property.Operand.Type)
                && (anyKey || keys.Contains(property.Key)),
            BoundIndex index => MayBeEntity(index.Left.Type),
            BoundHasLabels or BoundHasComputedLabels => labels,
            BoundMapProjection => true,
            // Points are made of maps nearly always, also where it is not known: only what is known to be a node counts.
            BoundFunction { Signature.Name: "point" } point => point.Arguments.Any(
                static argument => argument.Type.IsOnly(Entities)
            ),
            BoundFunction { Signature.ReadsGraph: true } function => function.Arguments.Any(
                static argument => MayHoldEntity(argument.Type)
            ),
            BoundFunction function => s_reading.Contains(function.Signature.Name)
                && function.Arguments.Any(static argument => MayBeEntity(argument.Type)),
            _ => false,
        };

    private static bool MayBeEntity(CypherType type) => type.MayBe(new CypherType(Entities));

    private static bool MayHoldEntity(CypherType type) =>
        type.IsList && type.Element is { } element
            ? MayHoldEntity(element)
            : type.MayBe(
                new CypherType(Entities | TypeKinds.Path | TypeKinds.Map | TypeKinds.List)
            );
}
