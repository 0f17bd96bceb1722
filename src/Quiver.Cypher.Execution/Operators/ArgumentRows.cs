using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>The rows of the left side for which an Apply runs its right side: one row, or a whole batch when the right side can tell rows apart by a row number.</summary>
internal sealed class ArgumentRows(RowSchema schema, bool isNumbered)
{
    /// <summary>What stands at the bottom of a plan that is under no Apply: one row without columns.</summary>
    public static ArgumentRows None { get; } = new(new RowSchema([]), isNumbered: false);

    /// <summary>The columns of the left side.</summary>
    public RowSchema Schema { get; } = schema;

    /// <summary>Whether rows of the right side carry the number of their left row.</summary>
    public bool IsNumbered { get; } = isNumbered;

    /// <summary>The rows.</summary>
    public Batch Rows { get; set; } = new([], 1);
}
