using Quiver.Cypher.Execution.Expressions;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>One item of SET or REMOVE, ready to run.</summary>
internal abstract class CompiledChange(VectorExpression entity, VectorExpression[] values)
{
    /// <summary>The nodes or relationships, where they are known before any change is made; null where they have to be computed.</summary>
    public ColumnVector? Targets(Batch rows, QueryContext context) =>
        entity.IsCheap ? entity.Evaluate(rows, context) : null;

    /// <summary>Whether it changes labels, too.</summary>
    public virtual bool ChangesLabels => false;

    /// <summary>The nodes or relationships, then what the change is made of, for some rows.</summary>
    public ColumnVector[] Evaluate(Batch rows, QueryContext context)
    {
        var columns = new ColumnVector[1 + values.Length];
        columns[0] = entity.Evaluate(rows, context);
        for (int i = 0; i < values.Length; i++)
        {
            columns[i + 1] = values[i].Evaluate(rows, context);
        }
        return columns;
    }

    /// <summary>Whether the change of these rows can be forgotten once it is made: no later row of the clause depends on it.</summary>
    public abstract bool IsForgettable(ColumnVector[] columns);

    /// <summary>Makes the change for a row whose entity is not null.</summary>
    /// <param name="columns">What <see cref="Evaluate"/> gave.</param>
    /// <param name="row">The row.</param>
    /// <param name="context">The query.</param>
    /// <param name="isTracked">Whether later rows of the clause are to see the change.</param>
    public abstract void Apply(
        ColumnVector[] columns,
        int row,
        QueryContext context,
        bool isTracked
    );
}
