using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Printing;

/// <summary>Writes clauses that change the graph.</summary>
internal sealed class UpdatePrinter(Printers printers)
{
    /// <summary>Writes an updating clause.</summary>
    public void Print(UpdatingClause clause)
    {
        switch (clause)
        {
            case CreateClause create:
                printers.Text.Append(create.IsInsert ? "INSERT " : "CREATE ");
                printers.Join(create.Patterns, printers.Patterns.Print);
                break;
            case MergeClause merge:
                printers.Text.Append("MERGE ");
                printers.Patterns.Print(merge.Pattern);
                foreach (MergeAction action in merge.Actions)
                {
                    printers.Text.Append(action.OnCreate ? " ON CREATE SET " : " ON MATCH SET ");
                    printers.Join(action.Items, Print);
                }
                break;
            case SetClause set:
                printers.Text.Append("SET ");
                printers.Join(set.Items, Print);
                break;
            case RemoveClause remove:
                printers.Text.Append("REMOVE ");
                printers.Join(remove.Items, Print);
                break;
            case DeleteClause delete:
                printers.Text.Append(delete.Detach ? "DETACH DELETE " : "DELETE ");
                printers.Join(delete.Expressions, printers.Expressions.Print);
                break;
            case ForeachClause each:
                Print(each);
                break;
        }
    }

    private void Print(ForeachClause each)
    {
        printers.Text.Append("FOREACH (").Append(NamePrinter.Variable(each.Variable.Name));
        printers.Text.Append(" IN (");
        printers.Expressions.Print(each.List);
        printers.Text.Append(") |");
        foreach (Clause clause in each.Clauses)
        {
            printers.Text.Append(' ');
            printers.Clauses.Print(clause);
        }
        printers.Text.Append(')');
    }

    private void Print(UpdateItem item)
    {
        switch (item)
        {
            case PropertyUpdate property:
                printers.Expressions.Print(property.Target);
                if (property.Value is not null)
                {
                    printers.Text.Append(" = ");
                    printers.Expressions.Print(property.Value);
                }
                break;
            case PropertiesUpdate properties:
                printers.Text.Append(NamePrinter.Variable(properties.Target.Name));
                printers.Text.Append(properties.Adds ? " += " : " = ");
                printers.Expressions.Print(properties.Value);
                break;
            case LabelsUpdate labels:
                printers.Text.Append(NamePrinter.Variable(labels.Target.Name));
                Print(labels.Labels);
                break;
        }
    }

    private void Print(ImmutableArray<LabelExpression> labels)
    {
        foreach (LabelExpression label in labels)
        {
            printers.Text.Append(':');
            LabelPrinter.Print(printers, label, nested: false);
        }
    }
}
