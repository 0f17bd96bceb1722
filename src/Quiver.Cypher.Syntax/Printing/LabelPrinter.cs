using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Printing;

/// <summary>Writes label expressions with <c>&amp;</c>, <c>|</c>, <c>!</c> and <c>%</c>, never with colons.</summary>
internal static class LabelPrinter
{
    /// <summary>Appends a label expression; a nested one gets brackets unless it is a single name.</summary>
    public static void Print(Printers printers, LabelExpression labels, bool nested)
    {
        switch (labels)
        {
            case LabelName name:
                printers.Text.Append(NamePrinter.Symbol(name.Name));
                break;
            case DynamicLabel dynamic:
                printers.Text.Append(dynamic.MatchesAny ? "$any(" : "$(");
                printers.Expressions.Print(dynamic.Expression);
                printers.Text.Append(')');
                break;
            case LabelWildcard:
                printers.Text.Append('%');
                break;
            case LabelNegation negation:
                printers.Text.Append('!');
                Print(printers, negation.Operand, nested: true);
                break;
            case LabelConjunction conjunction:
                Chain(printers, conjunction.Operands, '&', nested);
                break;
            case LabelDisjunction disjunction:
                Chain(printers, disjunction.Operands, '|', nested);
                break;
        }
    }

    private static void Chain(
        Printers printers,
        ImmutableArray<LabelExpression> operands,
        char sign,
        bool nested
    )
    {
        printers.Text.Append(nested ? "(" : "");
        for (int i = 0; i < operands.Length; i++)
        {
            if (i > 0)
            {
                printers.Text.Append(sign);
            }
            Print(printers, operands[i], nested: true);
        }
        printers.Text.Append(nested ? ")" : "");
    }
}
