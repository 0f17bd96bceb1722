using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Printing;

/// <summary>Writes expressions.</summary>
internal sealed class ExpressionPrinter(Printers printers)
{
    /// <summary>Writes an expression where any may stand.</summary>
    public void Print(Expression expression) => Print(expression, Precedence.Or);

    /// <summary>Writes an expression, in brackets when it binds more loosely than its place demands.</summary>
    private void Print(Expression expression, Precedence least)
    {
        Precedence own = ExpressionPrecedence.Of(expression);
        if (own >= least)
        {
            PrintBare(expression);
            return;
        }
        // A predicate in single brackets between minus signs could be read as a node of a pattern.
        bool mayLookLikeNode = own <= Precedence.Predicate && least >= Precedence.Sum;
        Append(mayLookLikeNode ? "((" : "(");
        PrintBare(expression);
        Append(mayLookLikeNode ? "))" : ")");
    }

    private void PrintBare(Expression expression)
    {
        switch (expression)
        {
            case Literal literal:
                Append(LiteralPrinter.Print(literal.Value));
                break;
            case Parameter parameter:
                Append("$", NamePrinter.Parameter(parameter.Name));
                break;
            case Variable variable:
                Append(NamePrinter.Variable(variable.Name));
                break;
            case PropertyAccess access:
                Print(access.Subject, Precedence.Access);
                Append(".", NamePrinter.Symbol(access.Key.Text));
                break;
            case IndexAccess access:
                Print(access.Subject, Precedence.Access);
                PrintBetween("[", access.Index, "]");
                break;
            case SliceAccess slice:
                Print(slice.Subject, Precedence.Access);
                PrintBetween("[", slice.From, "..");
                PrintBetween("", slice.To, "]");
                break;
            case UnaryArithmetic unary:
                Append(unary.Negative ? "-" : "+");
                Print(unary.Operand, Precedence.Sign);
                break;
            case BinaryArithmetic binary:
                PrintBinary(binary);
                break;
            default:
                PrintLogic(expression);
                break;
        }
    }

    private void PrintBinary(BinaryArithmetic binary)
    {
        Precedence own = ExpressionPrecedence.Of(binary.Operator);
        Print(binary.Left, own);
        Append(
            binary.Operator switch
            {
                ArithmeticOperator.Add => " + ",
                ArithmeticOperator.Concatenate => " || ",
                ArithmeticOperator.Subtract => " - ",
                ArithmeticOperator.Multiply => " * ",
                ArithmeticOperator.Divide => " / ",
                ArithmeticOperator.Modulo => " % ",
                _ => " ^ ",
            }
        );
        Print(binary.Right, own + 1);
    }

    private void PrintLogic(Expression expression)
    {
        switch (expression)
        {
            case LogicalExpression logical:
                PrintLogical(logical);
                break;
            case NotExpression not:
                Append("NOT ");
                Print(not.Operand, Precedence.Not);
                break;
            case ComparisonChain chain:
                PrintChain(chain);
                break;
            case StringPredicate predicate:
                Print(predicate.Left, Precedence.Predicate);
                Append(
                    predicate.Operator switch
                    {
                        StringOperator.StartsWith => " STARTS WITH ",
                        StringOperator.EndsWith => " ENDS WITH ",
                        StringOperator.Contains => " CONTAINS ",
                        _ => " =~ ",
                    }
                );
                Print(predicate.Right, Precedence.Sum);
                break;
            case ListMembership membership:
                Print(membership.Element, Precedence.Predicate);
                Append(" IN ");
                Print(membership.List, Precedence.Sum);
                break;
            case NullPredicate predicate:
                Print(predicate.Operand, Precedence.Predicate);
                Append(predicate.Negated ? " IS NOT NULL" : " IS NULL");
                break;
            case TypePredicate predicate:
                Print(predicate.Operand, Precedence.Predicate);
                Append(predicate.Negated ? " IS NOT :: ANY<" : " IS :: ANY<");
                Append(predicate.Tested.ToString(), ">");
                break;
            case NormalizedPredicate predicate:
                Print(predicate.Operand, Precedence.Predicate);
                Append(predicate.Negated ? " IS NOT " : " IS ");
                Append(predicate.Form, " NORMALIZED");
                break;
            case CaseSubject:
                break;
            case LabelPredicate predicate:
                // Label signs of two tests side by side would be read as one expression.
                Print(predicate.Subject, Precedence.Sum);
                Append(predicate.Negated ? " IS NOT (" : ":");
                LabelPrinter.Print(printers, predicate.Labels, nested: !predicate.Negated);
                Append(predicate.Negated ? ")" : "");
                break;
            default:
                PrintCollection(expression);
                break;
        }
    }

    private void PrintLogical(LogicalExpression logical)
    {
        (string connective, Precedence own) = logical.Operator switch
        {
            LogicalOperator.And => (" AND ", Precedence.And),
            LogicalOperator.Xor => (" XOR ", Precedence.Xor),
            _ => (" OR ", Precedence.Or),
        };
        for (int i = 0; i < logical.Operands.Length; i++)
        {
            Append(i == 0 ? "" : connective);
            Print(logical.Operands[i], own + 1);
        }
    }

    private void PrintChain(ComparisonChain chain)
    {
        Print(chain.First, Precedence.Predicate);
        foreach (ComparisonLink link in chain.Links)
        {
            Append(
                link.Operator switch
                {
                    ComparisonOperator.Equal => " = ",
                    ComparisonOperator.NotEqual => " <> ",
                    ComparisonOperator.Less => " < ",
                    ComparisonOperator.LessOrEqual => " <= ",
                    ComparisonOperator.Greater => " > ",
                    _ => " >= ",
                }
            );
            Print(link.Operand, Precedence.Predicate);
        }
    }

    private void PrintCollection(Expression expression)
    {
        switch (expression)
        {
            case ListExpression list:
                // Brackets keep a membership test or a label test from being read as a comprehension.
                Append("[");
                printers.Join(list.Elements, element => Print(element, Precedence.Sum));
                Append("]");
                break;
            case MapExpression map:
                Append("{");
                printers.Join(map.Entries, entry => PrintEntry(entry.Key, entry.Value));
                Append("}");
                break;
            case MapProjection projection:
                Append(NamePrinter.Variable(projection.Subject.Name), " {");
                printers.Join(projection.Items, PrintItem);
                Append("}");
                break;
            case ListComprehension comprehension:
                Append("[", NamePrinter.Variable(comprehension.Variable.Name));
                PrintBetween(" IN ", comprehension.List, "");
                PrintAfter(" WHERE ", comprehension.Where);
                PrintAfter(" | ", comprehension.Projection);
                Append("]");
                break;
            case PatternExpression pattern:
                printers.Patterns.Print(pattern.Pattern);
                break;
            case PatternComprehension comprehension:
                Append("[");
                printers.Patterns.Print(comprehension.Pattern);
                PrintAfter(" WHERE ", comprehension.Where);
                PrintBetween(" | ", comprehension.Projection, "]");
                break;
            default:
                PrintForm(expression);
                break;
        }
    }

    private void PrintEntry(Name key, Expression value)
    {
        Append(NamePrinter.Symbol(key.Text), ": ");
        Print(value);
    }

    private void PrintItem(MapProjectionItem item)
    {
        switch (item)
        {
            case PropertySelector selector:
                Append(".", NamePrinter.Symbol(selector.Key.Text));
                break;
            case AllPropertiesSelector:
                Append(".*");
                break;
            case VariableSelector selector:
                Append(NamePrinter.Variable(selector.Variable.Name));
                break;
            case EntrySelector entry:
                PrintEntry(entry.Key, entry.Value);
                break;
        }
    }

    private void PrintForm(Expression expression)
    {
        switch (expression)
        {
            case FunctionCall call:
                PrintCall(call);
                break;
            case QuantifierExpression quantifier:
                Append(quantifier.Quantifier.ToString().ToLowerInvariant(), "(");
                Append(NamePrinter.Variable(quantifier.Variable.Name));
                PrintBetween(" IN ", quantifier.List, " WHERE ");
                PrintBetween("", quantifier.Predicate, ")");
                break;
            case ReduceExpression reduce:
                Append("reduce(", NamePrinter.Variable(reduce.Accumulator.Name));
                PrintBetween(" = ", reduce.Initial, ", ");
                Append(NamePrinter.Variable(reduce.Variable.Name));
                PrintBetween(" IN ", reduce.List, " | ");
                PrintBetween("", reduce.Step, ")");
                break;
            case SimpleCase simple:
                PrintBetween("CASE ", simple.Subject, "");
                foreach (SimpleCaseBranch branch in simple.Branches)
                {
                    Append(" WHEN ");
                    printers.Join(branch.Values, Print);
                    PrintBetween(" THEN ", branch.Result, "");
                }
                PrintAfter(" ELSE ", simple.Otherwise);
                Append(" END");
                break;
            case SearchedCase searched:
                Append("CASE");
                foreach (SearchedCaseBranch branch in searched.Branches)
                {
                    PrintBetween(" WHEN ", branch.Predicate, " THEN ");
                    Print(branch.Result);
                }
                PrintAfter(" ELSE ", searched.Otherwise);
                Append(" END");
                break;
            case SubqueryExpression subquery:
                Append(subquery.Kind.ToString().ToUpperInvariant(), " { ");
                printers.Clauses.Print(subquery.Query);
                Append(" }");
                break;
        }
    }

    private void PrintCall(FunctionCall call)
    {
        Append(
            IsMisreadable(call) ? NamePrinter.Quote(call.Name) : NamePrinter.Function(call.Name)
        );
        Append(call.Distinct ? "(DISTINCT " : "(", call.Star ? "*" : "");
        printers.Join(call.Arguments, Print);
        Append(")");
    }

    /// <summary>Whether a call's bare name would start another form of the language.</summary>
    private static bool IsMisreadable(FunctionCall call) =>
        Keywords.Find(call.Name) switch
        {
            Keyword.NotAny or Keyword.Count or Keyword.Collect => false,
            Keyword.Exists => call.Arguments is [PropertyAccess or IndexAccess],
            Keyword.Trim or Keyword.Normalize => call.Distinct || call.Arguments.IsEmpty,
            _ => true,
        };

    private void PrintAfter(string before, Expression? expression)
    {
        if (expression is not null)
        {
            PrintBetween(before, expression, "");
        }
    }

    private void PrintBetween(string before, Expression? expression, string after)
    {
        Append(before);
        if (expression is not null)
        {
            Print(expression);
        }
        Append(after);
    }

    private void Append(string text) => printers.Text.Append(text);

    private void Append(string text, string more) => printers.Text.Append(text).Append(more);
}
