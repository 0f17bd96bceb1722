using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>Finds the variables that an expression needs from the row around it.</summary>
internal static class FreeVariables
{
    /// <summary>The variables, each once.</summary>
    public static HashSet<Variable> Of(BoundExpression expression)
    {
        var variables = new HashSet<Variable>();
        Collect(expression, variables);
        return variables;
    }

    /// <summary>The variables of several expressions, each once.</summary>
    public static HashSet<Variable> Of(IEnumerable<BoundExpression> expressions)
    {
        var variables = new HashSet<Variable>();
        foreach (var expression in expressions)
        {
            Collect(expression, variables);
        }
        return variables;
    }

    // A variable that an expression introduces is another object than any variable of the row, so it suffices to take
    // the introduced ones out at the end.
    private static void Collect(BoundExpression expression, HashSet<Variable> variables)
    {
        switch (expression)
        {
            case BoundVariable variable:
                variables.Add(variable.Variable);
                break;
            case BoundSubquery subquery:
                variables.UnionWith(subquery.Imports);
                break;
            default:
                foreach (var child in expression.Children)
                {
                    Collect(child, variables);
                }
                variables.ExceptWith(expression.LocalVariables);
                break;
        }
    }
}
