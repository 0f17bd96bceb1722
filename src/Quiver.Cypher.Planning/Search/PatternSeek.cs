using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Search;

/// <summary>A way to find parts of a pattern by values: by identity, or by an index.</summary>
/// <param name="finds">The nodes and relationships that it finds; the first is a node.</param>
/// <param name="values">The expressions whose values it needs.</param>
/// <param name="solved">What it evaluates in place of the query.</param>
internal abstract class PatternSeek(
    IReadOnlyList<Variable> finds,
    IEnumerable<BoundExpression> values,
    IEnumerable<BoundExpression> solved
)
{
    /// <summary>The nodes and relationships that it finds.</summary>
    public IReadOnlyList<Variable> Finds { get; } = finds;

    /// <summary>A node that it finds; it tells in which part of the pattern the seek leads.</summary>
    public Variable Target => Finds[0];

    /// <summary>The variables that the values come from; none where they are the same for all rows.</summary>
    public HashSet<Variable> Free { get; } = FreeVariables.Of(values);

    /// <summary>Whether a value that comes from rows may fail to be computed.</summary>
    public bool MayFail { get; } = solved.Any(RuntimeFailures.ArePossible);

    /// <summary>Whether it can give all that it might find for a row whose values cannot be computed.</summary>
    public virtual bool CanAttempt => false;

    /// <summary>Whether it finds so few that starting one for each row is the way to join with those rows.</summary>
    public abstract bool IsPointwise { get; }

    /// <summary>How much it is expected to find for one row.</summary>
    public abstract double RowsPerSeek(PlanningContext context);

    /// <summary>The operator that finds the parts.</summary>
    /// <param name="source">The operator whose rows it extends.</param>
    /// <param name="isAttempt">Whether a row whose values cannot be computed gets all that might be found.</param>
    public abstract PlanNode Plan(PlanNode? source, bool isAttempt = false);
}
