using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Execution;

/// <summary>Which column of a row holds which variable.</summary>
internal sealed class RowSchema(IReadOnlyList<Variable> variables)
{
    /// <summary>The number of columns.</summary>
    public int Width => variables.Count;

    /// <summary>The variables by column.</summary>
    public IReadOnlyList<Variable> Variables => variables;

    /// <summary>The column of a variable; -1 when the row does not have it.</summary>
    public int Find(Variable variable)
    {
        for (int slot = 0; slot < variables.Count; slot++)
        {
            if (ReferenceEquals(variables[slot], variable))
            {
                return slot;
            }
        }
        return -1;
    }

    /// <summary>The column of a variable that the row must have.</summary>
    public int SlotOf(Variable variable)
    {
        int slot = Find(variable);
        return slot >= 0
            ? slot
            : throw new System.Diagnostics.UnreachableException(
                $"The plan has no column for {variable} here."
            );
    }

    /// <summary>This row with further columns behind.</summary>
    public RowSchema With(params ReadOnlySpan<Variable> further) => new([.. variables, .. further]);
}
