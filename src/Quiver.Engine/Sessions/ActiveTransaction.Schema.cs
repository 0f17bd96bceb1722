using Quiver.Cypher.Planning;
using Quiver.Cypher.Syntax.Tree.Commands;
using Quiver.Engine.Results;
using Quiver.Engine.Schema;
using Quiver.Model.Values;
using Quiver.Storage.Schema;

namespace Quiver.Engine.Sessions;

/// <content>Commands that change indexes and constraints: they take effect with the transaction, in which no data is changed.</content>
internal sealed partial class ActiveTransaction
{
    private bool _createsIndexes;

    private async ValueTask<QueryCursor> ChangeSchemaAsync(
        QueryPlan plan,
        IReadOnlyDictionary<string, Value> parameters,
        bool endsTransaction,
        long started
    )
    {
        try
        {
            if (_schema is null)
            {
                var schema = await Database.Store.BeginSchemaAsync(Interruption.Token);
                _schema = new OpenWork<SchemaTransaction>(schema, Interruption.Token);
            }
            else
            {
                _schema.Enter();
            }
            SchemaEffect effect;
            try
            {
                var execution = new SchemaExecution(_schema.Transaction, parameters);
                effect = await execution.ExecuteAsync(
                    (SchemaCommand)plan.Command!,
                    Interruption.Token
                );
            }
            finally
            {
                _schema.Leave();
            }
            _createsIndexes |= effect.Counters.IndexesAdded > 0;
            if (endsTransaction)
            {
                // A command of its own is done when it is answered, whether its result is fetched or not.
                await CommitSchemaAsync(_schema);
                _schema.Dispose();
                _schema = null;
            }
            var after = _schema?.Transaction.Read() ?? Database.OpenSnapshot();
            return Open(
                QueryRun.Executed(plan, after, effect, _services.Clock),
                endsTransaction,
                started
            );
        }
        catch (Exception error)
        {
            throw Fail(error);
        }
    }

    private async ValueTask<string> CommitSchemaAsync(OpenWork<SchemaTransaction> schema)
    {
        schema.Enter();
        try
        {
            string bookmark = Database.BookmarkOf(
                await schema.Transaction.CommitAsync(Interruption.Token)
            );
            if (_createsIndexes)
            {
                await Task.WhenAny(
                    Database.Store.AwaitIndexesAsync(),
                    Task.Delay(_services.Options.IndexPatience, Interruption.Token)
                );
            }
            return bookmark;
        }
        finally
        {
            schema.Leave();
        }
    }
}
