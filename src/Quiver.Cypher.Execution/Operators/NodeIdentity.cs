using System.Globalization;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>How a seek names its nodes.</summary>
/// <param name="Expression">The number, element id, or list of these.</param>
/// <param name="IsList">Whether it is a list.</param>
/// <param name="ElementIdPrefix">What element ids of nodes begin with; null when nodes are named by number.</param>
internal sealed record NodeIdentity(
    VectorExpression Expression,
    bool IsList,
    string? ElementIdPrefix
)
{
    /// <summary>The node's number that a value names; false for a value that names no node of this database.</summary>
    public bool TryParse(Value value, out long id)
    {
        if (ElementIdPrefix is null)
        {
            // id(n) = 1.0 holds for the node 1, as 1 = 1.0 does.
            bool whole =
                value.Kind == ValueKind.Float && value.AsFloat() == Math.Floor(value.AsFloat());
            id =
                value.Kind == ValueKind.Integer ? value.AsInteger()
                : whole && Math.Abs(value.AsFloat()) < 1L << 53 ? (long)value.AsFloat()
                : -1;
            return id >= 0;
        }
        id = -1;
        if (value.Kind != ValueKind.String)
        {
            return false;
        }
        string text = value.AsString();
        return text.StartsWith(ElementIdPrefix, StringComparison.Ordinal)
            && long.TryParse(
                text.AsSpan(ElementIdPrefix.Length),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out id
            );
    }
}
