using System.Diagnostics;
using Quiver.Cypher.Planning.Binding.Labels;
using Quiver.Model;

namespace Quiver.Cypher.Execution.Expressions.Graph;

/// <summary>Tests the types of many relationships against a label expression over types.</summary>
internal static class TypeTests
{
    /// <summary>Sets for each relationship whether its type satisfies the expression; ids below 0 give anything.</summary>
    public static void Test(
        BoundLabels types,
        ReadOnlySpan<long> relationships,
        QueryContext context,
        Span<bool> result
    )
    {
        for (int row = 0; row < result.Length; row++)
        {
            if (relationships[row] >= 0)
            {
                var record = context.ReadRelationship(new RelationshipId(relationships[row]));
                string name = context.Snapshot.Tokens.RelationshipTypes[record.Type.Value];
                result[row] = Holds(types, name);
            }
        }
    }

    private static bool Holds(BoundLabels types, string name) =>
        types switch
        {
            BoundLabelName wanted => string.Equals(wanted.Name, name, StringComparison.Ordinal),
            BoundLabelNot not => !Holds(not.Operand, name),
            BoundLabelAnd and => and.Operands.All(operand => Holds(operand, name)),
            BoundLabelOr or => or.Operands.Any(operand => Holds(operand, name)),
            BoundLabelWildcard => true,
            _ => throw new UnreachableException(),
        };
}
