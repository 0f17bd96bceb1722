using System.Collections.Immutable;
using System.Text;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Printing;

/// <summary>Writes label expressions with <c>&amp;</c>, <c>|</c>, <c>!</c> and <c>%</c>, never with colons.</summary>
internal static class LabelPrinter
{
    /// <summary>Appends a label expression; a nested one gets brackets unless it is a single name.</summary>
    public static void Print(StringBuilder text, LabelExpression labels, bool nested)
    {
        switch (labels)
        {
            case LabelName name:
                text.Append(NamePrinter.Symbol(name.Name));
                break;
            case LabelWildcard:
                text.Append('%');
                break;
            case LabelNegation negation:
                text.Append('!');
                Print(text, negation.Operand, nested: true);
                break;
            case LabelConjunction conjunction:
                Chain(text, conjunction.Operands, '&', nested);
                break;
            case LabelDisjunction disjunction:
                Chain(text, disjunction.Operands, '|', nested);
                break;
        }
    }

    private static void Chain(
        StringBuilder text,
        ImmutableArray<LabelExpression> operands,
        char sign,
        bool nested
    )
    {
        text.Append(nested ? "(" : "");
        for (int i = 0; i < operands.Length; i++)
        {
            if (i > 0)
            {
                text.Append(sign);
            }
            Print(text, operands[i], nested: true);
        }
        text.Append(nested ? ")" : "");
    }
}
