using System.Collections.Immutable;
using Quiver.Cypher.Syntax;
using Quiver.Cypher.Syntax.Printing;
using Quiver.Cypher.Syntax.Tree.Commands;
using Quiver.Model.Values;
using Quiver.Storage.Schema;

namespace Quiver.Engine.Schema;

/// <summary>A file of index and constraint definitions, as <c>--schema</c> of the import names one.</summary>
/// <param name="Indexes">The indexes, in their order.</param>
/// <param name="Constraints">The constraints, in their order.</param>
public sealed record SchemaScript(
    ImmutableArray<IndexRequest> Indexes,
    ImmutableArray<ConstraintRequest> Constraints
)
{
    /// <summary>Reads the text of such a file: CREATE INDEX and CREATE CONSTRAINT, with semicolons between, and comments.</summary>
    /// <exception cref="Model.Status.CypherException">Something in it is wrong or no definition; the message names the place.</exception>
    public static SchemaScript Parse(string text)
    {
        var requests = new SchemaRequests(MapValue.Empty);
        var indexes = ImmutableArray.CreateBuilder<IndexRequest>();
        var constraints = ImmutableArray.CreateBuilder<ConstraintRequest>();
        foreach (var statement in CypherParser.ParseScript(text))
        {
            switch (statement.Query)
            {
                case CreateIndexCommand index:
                    indexes.Add(requests.Of(index));
                    break;
                case CreateConstraintCommand constraint:
                    constraints.Add(requests.Of(constraint));
                    break;
                default:
                    throw SchemaCommandErrors.NotInScript(CypherPrinter.Print(statement));
            }
        }
        return new SchemaScript(indexes.DrainToImmutable(), constraints.DrainToImmutable());
    }
}
