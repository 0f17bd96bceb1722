using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Syntax.Tree.Commands;
using Quiver.Model;
using PlannerHintKind = Quiver.Cypher.Syntax.Tree.PlannerHintKind;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>How a node or relationship of a pattern is to be found.</summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="Variable">The node or relationship.</param>
/// <param name="Token">The label or type; empty for a join.</param>
/// <param name="Keys">The property keys of the index.</param>
/// <param name="Position">Where it stands in the query.</param>
internal sealed record BoundHint(
    PlannerHintKind Kind,
    Variable Variable,
    string Token,
    EquatableList<string> Keys,
    TextPosition Position
)
{
    /// <summary>Whether it asks for an index.</summary>
    public bool IsIndex => Kind is not (PlannerHintKind.Scan or PlannerHintKind.Join);

    /// <summary>Whether an index is one that it asks for.</summary>
    public bool Fits(IndexDescription index) =>
        IsIndex
        && index.Token == Token
        && index.Keys.Equals(Keys)
        && Kind switch
        {
            PlannerHintKind.RangeIndex => index.Type == IndexType.Range,
            PlannerHintKind.TextIndex => index.Type == IndexType.Text,
            PlannerHintKind.PointIndex => index.Type == IndexType.Point,
            _ => true,
        };
}
