using Quiver.Cypher.Syntax.Tree;
using Quiver.Cypher.Syntax.Tree.Commands;

namespace Quiver.Cypher.Syntax.Printing;

/// <summary>Writes commands.</summary>
internal sealed class CommandPrinter(Printers printers)
{
    /// <summary>Writes a command.</summary>
    public void Print(Command command)
    {
        switch (command)
        {
            case CreateIndexCommand create:
                Print(create);
                break;
            case CreateConstraintCommand create:
                Print(create);
                break;
            case DropIndexCommand drop:
                PrintDrop("INDEX", drop.Name!, drop.IfExists);
                break;
            case DropConstraintCommand drop:
                PrintDrop("CONSTRAINT", drop.Name!, drop.IfExists);
                break;
        }
    }

    private void Print(CreateIndexCommand create)
    {
        string type = create.Type.ToString().ToUpperInvariant();
        printers.Text.Append("CREATE ").Append(type).Append(" INDEX");
        PrintHead(create.Name, create.IfNotExists, create.Pattern);
        printers.Text.Append(" ON ");
        if (create.Type == IndexType.Lookup)
        {
            printers.Text.Append(create.Pattern.IsRelationship ? "EACH type(" : "EACH labels(");
            printers.Text.Append(NamePrinter.Variable(create.Pattern.Variable.Name)).Append(')');
        }
        else
        {
            bool isFullText = create.Type == IndexType.FullText;
            printers.Text.Append(isFullText ? "EACH [" : "(");
            PrintProperties(create.Pattern, create.Properties);
            printers.Text.Append(isFullText ? ']' : ')');
        }
        if (!create.Included.IsEmpty)
        {
            printers.Text.Append(" WITH [");
            PrintProperties(create.Pattern, create.Included);
            printers.Text.Append(']');
        }
        PrintOptions(create.Options);
    }

    private void Print(CreateConstraintCommand create)
    {
        printers.Text.Append("CREATE CONSTRAINT");
        PrintHead(create.Name, create.IfNotExists, create.Pattern);
        printers.Text.Append(" REQUIRE ");
        printers.Text.Append('(');
        PrintProperties(create.Pattern, create.Properties);
        printers.Text.Append(')');
        string entity = create.Pattern.IsRelationship ? "RELATIONSHIP" : "NODE";
        printers.Text.Append(
            create.Type switch
            {
                ConstraintType.Uniqueness => " IS UNIQUE",
                ConstraintType.Key => $" IS {entity} KEY",
                ConstraintType.Existence => " IS NOT NULL",
                _ => $" IS :: {string.Join(" | ", create.ValueTypes)}",
            }
        );
        PrintOptions(create.Options);
    }

    private void PrintHead(Expression? name, bool ifNotExists, SchemaPattern pattern)
    {
        if (name is not null)
        {
            printers.Text.Append(' ');
            PrintName(name);
        }
        printers.Text.Append(ifNotExists ? " IF NOT EXISTS FOR " : " FOR ");
        printers.Text.Append(pattern.IsRelationship ? "()-[" : "(");
        printers.Text.Append(NamePrinter.Variable(pattern.Variable.Name));
        if (!pattern.Tokens.IsEmpty)
        {
            printers.Text.Append(':');
            printers.Text.AppendJoin('|', pattern.Tokens.Select(t => NamePrinter.Symbol(t.Text)));
        }
        printers.Text.Append(pattern.IsRelationship ? "]-()" : ")");
    }

    private void PrintProperties(SchemaPattern pattern, IReadOnlyList<Name> properties)
    {
        printers.Join(
            properties,
            property =>
                printers
                    .Text.Append(NamePrinter.Variable(pattern.Variable.Name))
                    .Append('.')
                    .Append(NamePrinter.Symbol(property.Text))
        );
    }

    private void PrintOptions(Expression? options)
    {
        if (options is not null)
        {
            printers.Text.Append(" OPTIONS ");
            printers.Expressions.Print(options);
        }
    }

    private void PrintDrop(string what, Expression name, bool ifExists)
    {
        printers.Text.Append("DROP ").Append(what).Append(' ');
        PrintName(name);
        printers.Text.Append(ifExists ? " IF EXISTS" : "");
    }

    private void PrintName(Expression name)
    {
        if (name is Literal literal)
        {
            printers.Text.Append(NamePrinter.Variable(literal.Value.AsString()));
        }
        else
        {
            printers.Expressions.Print(name);
        }
    }
}
