using System.Text;
using Quiver.Cypher.Syntax;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Engine.Procedures;

/// <summary>Names for the columns of a statement that is to stand in a subquery, where each needs one.</summary>
internal static class ColumnNaming
{
    /// <summary>The statement with names for those columns that have none: they are called by their expressions, as in its own result.</summary>
    /// <param name="statement">Its text.</param>
    /// <exception cref="Model.Status.CypherException">It is no statement, or a command.</exception>
    public static string Apply(string statement)
    {
        var parts = CypherParser.Parse(statement).Query switch
        {
            SingleQuery single => [single],
            UnionQuery union => union.Parts,
            _ => throw EngineErrors.ProcedureStatementIsCommand(),
        };
        var named = new StringBuilder();
        int done = 0;
        foreach (var part in parts)
        {
            if (part.Clauses[^1] is not ReturnClause clause)
            {
                continue;
            }
            foreach (var item in clause.Projection.Items)
            {
                if (item.Alias is null && item.Expression is not Variable)
                {
                    string name = item.ColumnName.Replace("`", "``", StringComparison.Ordinal);
                    named.Append(statement, done, item.Extent.EndOffset - done);
                    named.Append(" AS `").Append(name).Append('`');
                    done = item.Extent.EndOffset;
                }
            }
        }
        return named.Append(statement, done, statement.Length - done).ToString();
    }
}
