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
        Print(part.Selector, part.Mode);
        printers.Text.Append(part.Where is null ? "" : "(");
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
            if (step.Quantified is { } quantified)
            {
                Print(quantified);
            }
            else
            {
                Print(step.Relationship);
            }
            Print(step.Node);
        }
        printers.Text.Append(part.Shortest == ShortestPathKind.None ? "" : ")");
        if (part.Where is { } where)
        {
            printers.Text.Append(" WHERE ");
            printers.Expressions.Print(where);
            printers.Text.Append(')');
        }
    }

    private void Print(QuantifiedPath quantified)
    {
        printers.Text.Append('(');
        Print(quantified.Pattern);
        if (quantified.Where is { } where)
        {
            printers.Text.Append(" WHERE ");
            printers.Expressions.Print(where);
        }
        printers.Text.Append("){");
        Append(quantified.Length.Minimum);
        printers.Text.Append(',');
        Append(quantified.Length.Maximum);
        printers.Text.Append('}');
    }

    private void Print(PathSelector? selector, PathMode mode)
    {
        if (selector is null)
        {
            printers.Text.Append(ModeText(mode));
            return;
        }
        printers.Text.Append(
            selector.Kind switch
            {
                PathSelectorKind.Any => "ANY ",
                PathSelectorKind.AllShortest => "ALL SHORTEST ",
                _ => "SHORTEST ",
            }
        );
        if (selector.Count is { } count)
        {
            printers.Expressions.Print(count);
            printers.Text.Append(' ');
        }
        printers.Text.Append(ModeText(mode));
        if (selector is { Count: null, Kind: PathSelectorKind.Shortest })
        {
            printers.Text.Append("PATH ");
        }
        printers.Text.Append(selector.Kind == PathSelectorKind.ShortestGroups ? "GROUPS " : "");
    }

    private static string ModeText(PathMode mode) =>
        mode switch
        {
            PathMode.Trail => "TRAIL ",
            PathMode.Acyclic => "ACYCLIC ",
            _ => "",
        };

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
