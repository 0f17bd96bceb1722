using Quiver.Cypher.Syntax.Parsing.Commands;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Cypher.Syntax.Tree.Administration;
using Quiver.Cypher.Syntax.Tree.Commands;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Printing;

/// <summary>Writes statements, queries and clauses.</summary>
internal sealed class ClausePrinter(Printers printers)
{
    /// <summary>Writes a statement with its prefix.</summary>
    public void Print(Statement statement)
    {
        if (statement.Version != LanguageVersion.Default || !statement.Options.IsEmpty)
        {
            printers.Text.Append("CYPHER ");
            printers.Text.Append(
                statement.Version switch
                {
                    LanguageVersion.Cypher5 => "5 ",
                    LanguageVersion.Cypher25 => "25 ",
                    _ => "",
                }
            );
            foreach (QueryOption option in statement.Options)
            {
                printers.Text.Append(option.Key).Append('=').Append(option.Setting).Append(' ');
            }
        }
        printers.Text.Append(
            statement.Mode switch
            {
                StatementMode.Explain => "EXPLAIN ",
                StatementMode.Profile => "PROFILE ",
                _ => "",
            }
        );
        if (statement.Use is not null)
        {
            Print(statement.Use);
        }
        Print(statement.Query);
    }

    private void Print(GraphReference graph)
    {
        if (!graph.IsElementId && graph.Name is Literal name)
        {
            printers.Text.Append("USE ").Append(NamePrinter.Symbol(name.Value.AsString()));
        }
        else
        {
            printers.Text.Append(
                graph.IsElementId ? "USE graph.byElementId(" : "USE graph.byName("
            );
            printers.Expressions.Print(graph.Name);
            printers.Text.Append(')');
        }
        printers.Text.Append(' ');
    }

    /// <summary>Writes a query.</summary>
    public void Print(Query query)
    {
        switch (query)
        {
            case SingleQuery single:
                Print(single);
                break;
            case Command command:
                new CommandPrinter(printers).Print(command);
                break;
            case UnionQuery union:
                for (int i = 0; i < union.Parts.Length; i++)
                {
                    printers.Text.Append(
                        i == 0 ? ""
                        : union.All ? " UNION ALL "
                        : " UNION "
                    );
                    Print(union.Parts[i]);
                }
                break;
            case AdministrationCommand command:
                new AdministrationPrinter(printers).Print(command);
                break;
        }
    }

    private void Print(SingleQuery query)
    {
        for (int i = 0; i < query.Clauses.Length; i++)
        {
            printers.Text.Append(i == 0 ? "" : " ");
            Print(query.Clauses[i]);
        }
    }

    private void Print(VectorSearch search)
    {
        printers.Text.Append(" SEARCH ").Append(NamePrinter.Variable(search.Entity.Name));
        printers.Text.Append(" IN (VECTOR INDEX ").Append(NamePrinter.Symbol(search.Index.Text));
        PrintAfter(" FOR ", search.Query);
        if (search.Where is { } where)
        {
            PrintAfter(" WHERE ", where);
        }
        PrintAfter(" LIMIT ", search.Limit);
        printers.Text.Append(')');
        if (search.Score is { } score)
        {
            printers.Text.Append(" SCORE AS ").Append(NamePrinter.Variable(score.Name));
        }
    }

    /// <summary>Writes a clause.</summary>
    public void Print(Clause clause)
    {
        switch (clause)
        {
            case MatchClause match:
                printers.Text.Append(match.Optional ? "OPTIONAL MATCH " : "MATCH ");
                printers.Text.Append(
                    match.Mode == MatchMode.RepeatableElements ? "REPEATABLE ELEMENTS " : ""
                );
                printers.Join(match.Patterns, printers.Patterns.Print);
                foreach (PlannerHint hint in match.Hints)
                {
                    Print(hint);
                }
                if (match.Search is { } search)
                {
                    Print(search);
                }
                PrintAfter(" WHERE ", match.Where);
                break;
            case UnwindClause unwind:
                printers.Text.Append("UNWIND ");
                printers.Expressions.Print(unwind.List);
                printers.Text.Append(" AS ").Append(NamePrinter.Variable(unwind.Variable.Name));
                break;
            case WithClause with:
                printers.Text.Append("WITH ");
                Print(with.Projection);
                PrintAfter(" WHERE ", with.Where);
                break;
            case ShowClause show:
                Print(show);
                break;
            case LoadCsvClause load:
                printers.Text.Append(
                    load.WithHeaders ? "LOAD CSV WITH HEADERS FROM " : "LOAD CSV FROM "
                );
                printers.Expressions.Print(load.Url);
                printers.Text.Append(" AS ").Append(NamePrinter.Variable(load.Variable.Name));
                if (load.FieldTerminator is { } terminator)
                {
                    printers.Text.Append(" FIELDTERMINATOR ");
                    printers.Text.Append(LiteralPrinter.Print(Value.String(terminator)));
                }
                break;
            case ProcedureCallClause call:
                Print(call);
                break;
            case SubqueryCallClause call:
                Print(call);
                break;
            case ReturnClause @return:
                printers.Text.Append("RETURN ");
                Print(@return.Projection);
                break;
            case FinishClause:
                printers.Text.Append("FINISH");
                break;
            case UpdatingClause update:
                printers.Updates.Print(update);
                break;
        }
    }

    private void Print(ShowClause show)
    {
        bool terminates = show.Kind == ShowKind.TerminatedTransactions;
        bool isOneAlias = show.Kind == ShowKind.Aliases && show.Names.Length > 0;
        ShowForm form =
            terminates ? ShowForms.Terminated
            : isOneAlias ? ShowForms.OneAlias
            : ShowForms.All.First(f => f.Kind == show.Kind && f.Selection == show.Selection);
        printers.Text.Append(terminates ? "TERMINATE " : "SHOW ").Append(form.Text);
        for (int i = 0; i < show.Names.Length; i++)
        {
            printers.Text.Append(i == 0 ? " " : ", ");
            bool isName = isOneAlias || form.Names == ShowNames.Name;
            if (isName && show.Names[i] is Literal name)
            {
                printers.Text.Append(NamePrinter.Variable(name.Value.AsString()));
            }
            else
            {
                printers.Expressions.Print(show.Names[i]);
            }
        }
        if (isOneAlias)
        {
            printers.Text.Append(' ').Append(ShowForms.BehindAlias);
        }
        if (show.Yield is not null)
        {
            printers.Text.Append(" YIELD ");
            Print(show.Yield);
        }
        PrintAfter(" WHERE ", show.Where);
    }

    private void Print(ProcedureCallClause call)
    {
        printers.Text.Append(call.Optional ? "OPTIONAL CALL " : "CALL ");
        string[] parts = call.Name.Text.Split('.');
        printers.Text.AppendJoin('.', parts.Select(NamePrinter.Symbol));
        if (!call.IsImplicit)
        {
            printers.Text.Append('(');
            printers.Join(call.Arguments, printers.Expressions.Print);
            printers.Text.Append(')');
        }
        if (call.YieldsAll || !call.Yield.IsEmpty)
        {
            printers.Text.Append(call.YieldsAll ? " YIELD *" : " YIELD ");
            printers.Join(call.Yield, Print);
            PrintAfter(" WHERE ", call.Where);
        }
    }

    private void Print(YieldItem item)
    {
        printers.Text.Append(NamePrinter.Symbol(item.Column.Text));
        if (item.Alias is not null)
        {
            printers.Text.Append(" AS ").Append(NamePrinter.Variable(item.Alias.Name));
        }
    }

    private void Print(SubqueryCallClause call)
    {
        printers.Text.Append(call.Optional ? "OPTIONAL CALL " : "CALL ");
        if (call.HasScope)
        {
            printers.Text.Append(call.ImportsAll ? "(*" : "(");
            printers.Join(
                call.Imports,
                variable => printers.Text.Append(NamePrinter.Variable(variable.Name))
            );
            printers.Text.Append(") ");
        }
        printers.Text.Append("{ ");
        Print(call.Query);
        printers.Text.Append(" }");
        if (call.Transactions is { } transactions)
        {
            Print(transactions);
        }
    }

    private void Print(PlannerHint hint)
    {
        printers.Text.Append(
            hint.Kind switch
            {
                PlannerHintKind.Join => " USING JOIN ON ",
                PlannerHintKind.Scan => " USING SCAN ",
                PlannerHintKind.RangeIndex => " USING RANGE INDEX ",
                PlannerHintKind.TextIndex => " USING TEXT INDEX ",
                PlannerHintKind.PointIndex => " USING POINT INDEX ",
                _ => " USING INDEX ",
            }
        );
        printers.Join(
            hint.Variables,
            variable => printers.Text.Append(NamePrinter.Variable(variable.Name))
        );
        if (hint.Token is { } token)
        {
            printers.Text.Append(':').Append(NamePrinter.Symbol(token.Text));
        }
        if (!hint.Keys.IsEmpty)
        {
            printers.Text.Append('(');
            printers.Join(hint.Keys, key => printers.Text.Append(NamePrinter.Symbol(key.Text)));
            printers.Text.Append(')');
        }
    }

    private void Print(InTransactions transactions)
    {
        printers.Text.Append(" IN ");
        Print("", transactions.Concurrency, " ");
        printers.Text.Append(transactions.IsConcurrent ? "CONCURRENT " : "").Append("TRANSACTIONS");
        Print(" OF ", transactions.RowCount, " ROWS");
        string reaction = transactions.OnError.ToString().ToUpperInvariant();
        if (transactions.Retries)
        {
            printers.Text.Append(" ON ERROR RETRY");
            Print(" FOR ", transactions.RetrySeconds, " SECONDS");
            printers.Text.Append(" THEN ").Append(reaction);
        }
        else if (transactions.OnError != ErrorReaction.Fail)
        {
            printers.Text.Append(" ON ERROR ").Append(reaction);
        }
        Print(" REPORT STATUS AS ", transactions.Status, "");
    }

    private void Print(string before, Expression? expression, string after)
    {
        if (expression is not null)
        {
            printers.Text.Append(before);
            printers.Expressions.Print(expression);
            printers.Text.Append(after);
        }
    }

    private void Print(ProjectionBody body)
    {
        printers.Text.Append(body.Distinct ? "DISTINCT " : "");
        if (body.IncludesAll)
        {
            printers.Text.Append(body.Items.IsEmpty ? "*" : "*, ");
        }
        printers.Join(body.Items, Print);
        if (body.Grouping is { } grouping)
        {
            Print(grouping);
        }
        if (!body.OrderBy.IsEmpty)
        {
            printers.Text.Append(" ORDER BY ");
            printers.Join(body.OrderBy, Print);
        }
        PrintAfter(" SKIP ", body.Skip);
        PrintAfter(" LIMIT ", body.Limit);
    }

    private void Print(Grouping grouping)
    {
        printers.Text.Append(" GROUP BY ");
        if (grouping.Keys.IsEmpty)
        {
            printers.Text.Append(grouping.IsAll ? "ALL" : "()");
        }
        printers.Join(grouping.Keys, printers.Expressions.Print);
    }

    private void Print(ProjectionItem item)
    {
        printers.Expressions.Print(item.Expression);
        if (item.Alias is not null)
        {
            printers.Text.Append(" AS ").Append(NamePrinter.Variable(item.Alias.Name));
        }
    }

    private void Print(SortItem item)
    {
        printers.Expressions.Print(item.Expression);
        printers.Text.Append(item.Descending ? " DESC" : "");
    }

    private void PrintAfter(string keyword, Expression? expression)
    {
        if (expression is not null)
        {
            printers.Text.Append(keyword);
            printers.Expressions.Print(expression);
        }
    }
}
