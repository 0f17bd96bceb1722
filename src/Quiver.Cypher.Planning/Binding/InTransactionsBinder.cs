using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Quiver.Model.Values;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Binds IN TRANSACTIONS, and holds the rules on where it may stand.</summary>
/// <param name="session">The statement's binding.</param>
internal sealed class InTransactionsBinder(BindingSession session)
{
    private const int DefaultRowCount = 1000;

    private const int DefaultRetrySeconds = 30;

    /// <summary>Refuses a query whose subqueries in transactions stand where they cannot be run.</summary>
    /// <param name="query">The whole query.</param>
    public void Check(Tree.Query query)
    {
        if (query is Tree.UnionQuery union)
        {
            foreach (var clause in union.Parts.SelectMany(static p => p.Clauses))
            {
                Refuse(clause, "in a UNION");
            }
            return;
        }
        bool hasUpdate = false;
        bool runsTransactions = false;
        foreach (var clause in query is Tree.SingleQuery single ? single.Clauses : [])
        {
            if (hasUpdate)
            {
                Refuse(clause, "after a write clause");
            }
            bool isBatched = clause is Tree.SubqueryCallClause { Transactions: not null };
            if (clause is Tree.SubqueryCallClause call)
            {
                RefuseNested(call.Query);
            }
            if (!isBatched && Updates(clause))
            {
                hasUpdate = true;
                if (runsTransactions)
                {
                    throw session.Errors.NotSupported(
                        "A write clause after CALL { ... } IN TRANSACTIONS",
                        clause.Position
                    );
                }
            }
            runsTransactions |= isBatched;
        }
    }

    /// <summary>Binds the settings; the status variable is declared in the scope.</summary>
    public BoundInTransactions Bind(Tree.InTransactions transactions, Scope scope)
    {
        Variable? status = null;
        if (transactions.Status is { } name)
        {
            if (transactions.OnError == Tree.ErrorReaction.Fail)
            {
                throw session.Errors.StatusWithoutReaction(transactions.Position);
            }
            if (scope.TryFind(name.Name, out _))
            {
                throw session.Errors.AlreadyDeclared(name.Name, name.Position);
            }
            status = session.NewVariable(name.Name, CypherType.Map);
            scope.Declare(status);
        }
        var settings = new TransactionSettings(
            Count(transactions.RowCount, DefaultRowCount, 1),
            transactions.OnError switch
            {
                Tree.ErrorReaction.Continue => TransactionFailure.Continue,
                Tree.ErrorReaction.Break => TransactionFailure.Break,
                _ => TransactionFailure.Fail,
            },
            transactions.Retries,
            Count(transactions.RetrySeconds, DefaultRetrySeconds, 0),
            transactions.IsConcurrent ? Count(transactions.Concurrency, 0, long.MinValue) : null
        );
        return new BoundInTransactions(settings, status);
    }

    private BoundExpression Count(Tree.Expression? count, int @default, long least)
    {
        if (count is null)
        {
            return BoundLiteral.Integer(@default);
        }
        var bound = session.Expressions.Bind(count, new Scope(null));
        bool isWrong =
            bound is BoundLiteral { Value: var value }
            && (
                !value.IsNumber
                || (value.Kind == ValueKind.Integer && value.AsInteger() < least)
                || (value.Kind == ValueKind.Float && value.AsFloat() < least)
            );
        return isWrong
            ? throw session.Errors.InvalidBatchSize(
                count.Extent.TextIn(session.Text),
                count.Position
            )
            : bound;
    }

    private void RefuseNested(Tree.Query query)
    {
        foreach (var clause in Clauses(query))
        {
            if (clause is Tree.SubqueryCallClause call)
            {
                Refuse(call, "in a nested query");
                RefuseNested(call.Query);
            }
        }
    }

    private void Refuse(Tree.Clause clause, string where)
    {
        if (clause is Tree.SubqueryCallClause { Transactions: not null })
        {
            throw session.Errors.TransactionsNotHere(where, clause.Position);
        }
    }

    private static bool Updates(Tree.Clause clause) =>
        clause is Tree.UpdatingClause
        || (clause is Tree.SubqueryCallClause call && Clauses(call.Query).Any(Updates));

    private static IEnumerable<Tree.Clause> Clauses(Tree.Query query) =>
        query switch
        {
            Tree.SingleQuery single => single.Clauses,
            Tree.UnionQuery union => union.Parts.SelectMany(static p => p.Clauses),
            _ => [],
        };
}
