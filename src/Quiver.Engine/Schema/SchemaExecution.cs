using Quiver.Cypher.Syntax.Printing;
using Quiver.Cypher.Syntax.Tree.Commands;
using Quiver.Engine.Results;
using Quiver.Model.Values;
using Quiver.Storage.Schema;

namespace Quiver.Engine.Schema;

/// <summary>Executes schema commands in a transaction, with which they take effect.</summary>
/// <param name="schema">The transaction.</param>
/// <param name="parameters">The command's parameters.</param>
internal sealed class SchemaExecution(
    SchemaTransaction schema,
    IReadOnlyDictionary<string, Value> parameters
)
{
    private readonly SchemaRequests _requests = new(parameters);

    /// <summary>Executes a command.</summary>
    /// <exception cref="Model.Status.CypherException">Something stands in its way; the data violates the constraint; the log failed.</exception>
    public async ValueTask<SchemaEffect> ExecuteAsync(
        SchemaCommand command,
        CancellationToken cancellationToken
    )
    {
        switch (command)
        {
            case CreateIndexCommand create:
                var index = await schema.CreateIndexAsync(_requests.Of(create), cancellationToken);
                return Created(
                    command,
                    create.IfNotExists,
                    index,
                    new QueryCounters { IndexesAdded = 1 }
                );
            case CreateConstraintCommand create:
                var constraint = await schema.CreateConstraintAsync(
                    _requests.Of(create),
                    cancellationToken
                );
                return Created(
                    command,
                    create.IfNotExists,
                    constraint,
                    new QueryCounters { ConstraintsAdded = 1 }
                );
            case DropIndexCommand drop:
                var noIndex = schema.DropIndex(_requests.NameOf(command)!);
                return Dropped(
                    command,
                    drop.IfExists,
                    noIndex,
                    new QueryCounters { IndexesRemoved = 1 }
                );
            default:
                var noConstraint = schema.DropConstraint(_requests.NameOf(command)!);
                return Dropped(
                    command,
                    ((DropConstraintCommand)command).IfExists,
                    noConstraint,
                    new QueryCounters { ConstraintsRemoved = 1 }
                );
        }
    }

    private SchemaEffect Created(
        SchemaCommand command,
        bool ifNotExists,
        SchemaChangeResult result,
        QueryCounters counters
    )
    {
        if (result.IsDone)
        {
            return new SchemaEffect(counters, null);
        }
        using var snapshot = schema.Read();
        var texts = new SchemaStatements(snapshot);
        if (!ifNotExists || !result.Exists)
        {
            throw SchemaErrors.Of(result, _requests.NameOf(command) ?? "", snapshot.Tokens);
        }
        string existing = result.Constraint is { } constraint
            ? texts.Describe(constraint)
            : texts.Describe(result.Index!);
        var note = SchemaNotifications.AlreadyExists(CypherPrinter.Print(command), existing);
        return new SchemaEffect(default, note);
    }

    private SchemaEffect Dropped(
        SchemaCommand command,
        bool ifExists,
        SchemaChangeResult result,
        QueryCounters counters
    )
    {
        if (result.IsDone)
        {
            return new SchemaEffect(counters, null);
        }
        string name = _requests.NameOf(command)!;
        if (!ifExists || !result.IsNotFound)
        {
            using var snapshot = schema.Read();
            throw SchemaErrors.Of(result, name, snapshot.Tokens);
        }
        var note = SchemaNotifications.DoesNotExist(CypherPrinter.Print(command), name);
        return new SchemaEffect(default, note);
    }
}
