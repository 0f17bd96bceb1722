using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>A column to order by.</summary>
/// <param name="Variable">The column.</param>
/// <param name="IsDescending">Whether the greatest comes first; null is then the first of all.</param>
public readonly record struct SortItem(Variable Variable, bool IsDescending)
{
    /// <summary>The item as plans show it.</summary>
    public override string ToString() =>
        $"{PlanText.Variable(Variable)} {(IsDescending ? "DESC" : "ASC")}";
}
