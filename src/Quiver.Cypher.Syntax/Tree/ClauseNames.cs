using System.Diagnostics;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>Clauses as messages name them.</summary>
public static class ClauseNames
{
    /// <summary>The keywords that a clause starts with.</summary>
    public static string Of(Clause clause) =>
        clause switch
        {
            MatchClause { Optional: true } => "OPTIONAL MATCH",
            MatchClause => "MATCH",
            UnwindClause => "UNWIND",
            WithClause => "WITH",
            LoadCsvClause => "LOAD CSV",
            ProcedureCallClause { Optional: true } or SubqueryCallClause { Optional: true } =>
                "OPTIONAL CALL",
            ProcedureCallClause or SubqueryCallClause => "CALL",
            ReturnClause => "RETURN",
            FinishClause => "FINISH",
            CreateClause { IsInsert: true } => "INSERT",
            CreateClause => "CREATE",
            MergeClause => "MERGE",
            SetClause => "SET",
            RemoveClause => "REMOVE",
            DeleteClause { Detach: true } => "DETACH DELETE",
            DeleteClause => "DELETE",
            ForeachClause => "FOREACH",
            _ => throw new UnreachableException(clause.GetType().Name),
        };
}
