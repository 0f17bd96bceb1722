using Quiver.Cypher.Planning.Shows;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Shows;

/// <summary>Gives the rows of SHOW, which are not in the graph.</summary>
public interface IShowSource
{
    /// <summary>The rows of a list, as they are now.</summary>
    /// <param name="selection">What is listed.</param>
    /// <param name="names">The values that name what is asked for; empty for all.</param>
    /// <returns>Rows with a value for each of the list's <see cref="ShowColumns"/>, in their order.</returns>
    /// <exception cref="Model.Status.CypherException">A name is of a wrong type or names nothing, where that is an error.</exception>
    IReadOnlyList<Value[]> Rows(ShowSelection selection, IReadOnlyList<Value> names);
}
