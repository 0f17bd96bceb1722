using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Printing;

/// <summary>
/// Writes a tree as Cypher on one line, with the fewest brackets that are safe. What it writes parses to the same tree,
/// but for the names of columns that have no alias.
/// </summary>
public static class CypherPrinter
{
    /// <summary>The text of a whole statement.</summary>
    public static string Print(Statement statement)
    {
        var printers = new Printers();
        printers.Clauses.Print(statement);
        return printers.Text.ToString();
    }

    /// <summary>The text of a query.</summary>
    public static string Print(Query query)
    {
        var printers = new Printers();
        printers.Clauses.Print(query);
        return printers.Text.ToString();
    }

    /// <summary>The text of an expression.</summary>
    public static string Print(Expression expression)
    {
        var printers = new Printers();
        printers.Expressions.Print(expression);
        return printers.Text.ToString();
    }

    /// <summary>The text of one part of a pattern.</summary>
    public static string Print(PatternPart pattern)
    {
        var printers = new Printers();
        printers.Patterns.Print(pattern);
        return printers.Text.ToString();
    }

    /// <summary>The text of a label expression, without the colon before it.</summary>
    public static string Print(LabelExpression labels)
    {
        var printers = new Printers();
        LabelPrinter.Print(printers, labels, nested: false);
        return printers.Text.ToString();
    }
}
