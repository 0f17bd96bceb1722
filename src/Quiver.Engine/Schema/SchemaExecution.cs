using Quiver.Cypher.Syntax.Printing;
using Quiver.Cypher.Syntax.Tree.Commands;
using Quiver.Engine.Results;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Schema;

namespace Quiver.Engine.Schema;

/// <summary>Executes schema commands on a database. Each is a commit of its own, durable when it is done.</summary>
/// <param name="database">The database.</param>
/// <param name="parameters">The command's parameters.</param>
internal sealed class SchemaExecution(
    Database database,
    IReadOnlyDictionary<string, Value> parameters
)
{
    private readonly SchemaRequests _requests = new(parameters);

    /// <summary>Executes a command. A new index is built afterwards, in the background; a constraint holds on return.</summary>
    /// <exception cref="Model.Status.CypherException">Something stands in its way; the data violates the constraint; the log failed.</exception>
    public async ValueTask<SchemaEffect> ExecuteAsync(
        SchemaCommand command,
        CancellationToken cancellationToken
    )
    {
        switch (command)
        {
            case CreateIndexCommand create:
                var index = await database.CreateIndexAsync(
                    _requests.Of(create),
                    cancellationToken
                );
                return Created(
                    command,
                    create.IfNotExists,
                    index,
                    new QueryCounters { IndexesAdded = 1 }
                );
            case CreateConstraintCommand create:
                var constraint = await database.CreateConstraintAsync(
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
                var noIndex = await database.DropIndexAsync(
                    _requests.NameOf(command)!,
                    cancellationToken
                );
                return Dropped(
                    command,
                    drop.IfExists,
                    noIndex,
                    new QueryCounters { IndexesRemoved = 1 }
                );
            default:
                var noConstraint = await database.DropConstraintAsync(
                    _requests.NameOf(command)!,
                    cancellationToken
                );
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
        using var snapshot = database.Latest();
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
            using var snapshot = database.Latest();
            throw SchemaErrors.Of(result, name, snapshot.Tokens);
        }
        var note = SchemaNotifications.DoesNotExist(CypherPrinter.Print(command), name);
        return new SchemaEffect(default, note);
    }
}
