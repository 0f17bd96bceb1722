using System.Diagnostics;
using Quiver.Cypher.Execution.Shows;
using Quiver.Cypher.Planning.Shows;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Engine.Shows;

/// <summary>Gives the rows of every SHOW.</summary>
internal sealed class ShowSource : IShowSource
{
    /// <inheritdoc/>
    public IReadOnlyList<Value[]> Rows(ShowSelection selection, IReadOnlyList<Value> names) =>
        selection.Kind switch
        {
            // A database has no indexes but those that its store is made of, which nobody can drop, and no constraints.
            ShowKind.Indexes or ShowKind.Constraints => [],
            _ => throw new UnreachableException(selection.Kind.ToString()),
        };
}
