using Quiver.Cypher.Syntax.Tree.Commands;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Checks the expressions of commands and notes their parameters; whoever executes a command evaluates them.</summary>
/// <param name="session">The statement's binding.</param>
internal sealed class CommandBinder(BindingSession session)
{
    /// <summary>Checks a command.</summary>
    public void Check(Command command)
    {
        if (command is SchemaCommand { Name: { } name })
        {
            Check(name, CypherType.String);
        }
        Tree.Expression? options = command switch
        {
            CreateIndexCommand create => create.Options,
            CreateConstraintCommand create => create.Options,
            _ => null,
        };
        if (options is not null)
        {
            Check(options, CypherType.Map);
        }
    }

    private void Check(Tree.Expression expression, CypherType type) =>
        session.Expressions.BindAs(expression, new Scope(null), type);
}
