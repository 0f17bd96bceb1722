using Quiver.Cypher.Syntax;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Cypher.Syntax.Tree.Administration;
using Quiver.Engine.Administration;
using Quiver.Engine.Results;
using Quiver.Model.Values;

namespace Quiver.Engine.Sessions;

/// <content>Commands that administer: a single one is done when it is answered, those of a transaction that its client began with the commit.</content>
internal sealed partial class ActiveTransaction
{
    /// <summary>Whether a statement is SHOW, or a call alone of a procedure that says of itself that it works on the system database.</summary>
    private bool RunsAsQueryOnSystem(Query query) =>
        query is SingleQuery { Clauses: [var first, ..] clauses }
        && (
            first is ShowClause
            || first is ProcedureCallClause call
                && (clauses.Length == 1 || clauses is [_, ReturnClause])
                && _services.Procedures.Catalog.TryFind(call.Name.Text, out var procedure)
                && procedure.WorksOnSystem
        );

    private async ValueTask<QueryCursor> RunOnSystemAsync(
        string query,
        IReadOnlyDictionary<string, Value> parameters,
        bool endsTransaction
    )
    {
        long started = _services.Clock.MonotonicNanoseconds;
        try
        {
            Interruption.ThrowIfInterrupted();
            var statement = CypherParser.Parse(query);
            if (RunsAsQueryOnSystem(statement.Query))
            {
                return await RunQueryAsync(query, parameters, endsTransaction);
            }
            if (statement.Query is not AdministrationCommand command)
            {
                throw EngineErrors.NotOnSystem(query);
            }
            if (statement.Mode != StatementMode.Normal)
            {
                throw EngineErrors.NoPlanOfCommand();
            }
            // Passwords are not for those who watch over transactions.
            _entry.Query = command.GetType().Name;
            if (_accessMode == AccessMode.Read)
            {
                throw EngineErrors.WriteInReadMode(Database.Name);
            }
            var outcome = endsTransaction
                ? await _services.Commands.RunAsync(command, parameters, _principal)
                : await (_system ??= new SystemTransaction(_services.Commands)).RunAsync(
                    command,
                    parameters,
                    _principal
                );
            var run = QueryRun.OfCommand(outcome, Database.OpenSnapshot(), _services.Clock);
            return Open(run, endsTransaction, started);
        }
        catch (Exception error)
        {
            throw Fail(error);
        }
    }
}
