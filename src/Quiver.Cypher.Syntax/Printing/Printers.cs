using System.Text;

namespace Quiver.Cypher.Syntax.Printing;

/// <summary>The printers of one text: expressions hold patterns and queries, which hold expressions.</summary>
internal sealed class Printers
{
    /// <summary>Makes the printers over one empty text.</summary>
    public Printers()
    {
        Expressions = new ExpressionPrinter(this);
        Patterns = new PatternPrinter(this);
        Clauses = new ClausePrinter(this);
        Updates = new UpdatePrinter(this);
    }

    /// <summary>What has been written so far.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>Writes expressions.</summary>
    public ExpressionPrinter Expressions { get; }

    /// <summary>Writes patterns.</summary>
    public PatternPrinter Patterns { get; }

    /// <summary>Writes queries and clauses.</summary>
    public ClausePrinter Clauses { get; }

    /// <summary>Writes clauses that change the graph.</summary>
    public UpdatePrinter Updates { get; }

    /// <summary>Writes items with a comma between.</summary>
    public void Join<T>(IReadOnlyList<T> items, Action<T> print)
    {
        for (int i = 0; i < items.Count; i++)
        {
            Text.Append(i == 0 ? "" : ", ");
            print(items[i]);
        }
    }
}
