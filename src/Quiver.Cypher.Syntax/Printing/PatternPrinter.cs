using System.Globalization;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model;

namespace Quiver.Cypher.Syntax.Printing;

/// <summary>Writes graph patterns.</summary>
internal sealed class PatternPrinter(Printers printers)
{
    /// <summary>Writes one part of a pattern.</summary>
    public void Print(PatternPart part)
    {
        if (part.PathVariable is { } path)
        {
            printers.Text.Append(NamePrinter.Variable(path.Name)).Append(" = ");
        }
        printers.Text.Append(
            part.Shortest switch
            {
                ShortestPathKind.One => "shortestPath(",
                ShortestPathKind.All => "allShortestPaths(",
                _ => "",
            }
        );
        Print(part.First);
        foreach (PatternStep step in part.Steps)
        {
            Print(step.Relationship);
            Print(step.Node);
        }
        printers.Text.Append(part.Shortest == ShortestPathKind.None ? "" : ")");
    }

    private void Print(NodePattern node)
    {
        printers.Text.Append('(');
        PrintContent(node.Variable, node.Labels, null, node.Properties, node.Where);
        printers.Text.Append(')');
    }

    private void Print(RelationshipPattern relationship)
    {
        printers.Text.Append(relationship.Direction == Direction.Incoming ? "<-" : "-");
        bool hasContent =
            relationship.Variable is not null
            || relationship.Types is not null
            || relationship.Length is not null
            || relationship.Properties is not null
            || relationship.Where is not null;
        if (hasContent)
        {
            printers.Text.Append('[');
            PrintContent(
                relationship.Variable,
                relationship.Types,
                relationship.Length,
                relationship.Properties,
                relationship.Where
            );
            printers.Text.Append(']');
        }
        printers.Text.Append(relationship.Direction == Direction.Outgoing ? "->" : "-");
    }

    private void PrintContent(
        Variable? variable,
        LabelExpression? labels,
        LengthRange? length,
        Expression? properties,
        Expression? where
    )
    {
        bool separated = false;
        if (variable is not null)
        {
            printers.Text.Append(NamePrinter.Variable(variable.Name));
            separated = true;
        }
        if (labels is not null)
        {
            printers.Text.Append(':');
            LabelPrinter.Print(printers, labels, nested: false);
            separated = true;
        }
        if (length is not null)
        {
            Print(length);
            separated = true;
        }
        if (properties is not null)
        {
            printers.Text.Append(separated ? " " : "");
            printers.Expressions.Print(properties);
            separated = true;
        }
        if (where is not null)
        {
            // A bare map behind WHERE would be the properties of a variable called so.
            bool isMap = where is MapExpression;
            printers.Text.Append(separated ? " WHERE " : "WHERE ").Append(isMap ? "(" : "");
            printers.Expressions.Print(where);
            printers.Text.Append(isMap ? ")" : "");
        }
    }

    private void Print(LengthRange length)
    {
        printers.Text.Append('*');
        Append(length.Minimum);
        if (length.Minimum != length.Maximum)
        {
            printers.Text.Append("..");
            Append(length.Maximum);
        }
    }

    private void Append(long? bound) =>
        printers.Text.Append(bound?.ToString(CultureInfo.InvariantCulture));
}
