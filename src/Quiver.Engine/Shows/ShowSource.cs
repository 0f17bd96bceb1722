using System.Diagnostics;
using Quiver.Cypher.Execution;
using Quiver.Cypher.Execution.Shows;
using Quiver.Cypher.Planning.Shows;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Engine.Security;
using Quiver.Engine.Sessions;
using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Engine.Shows;

/// <summary>Gives the rows of every SHOW.</summary>
/// <param name="lists">Databases, aliases and users.</param>
/// <param name="principal">Who asks.</param>
/// <param name="snapshot">What the statement reads.</param>
/// <param name="reads">How often the indexes were searched.</param>
/// <param name="services">The engine's procedures, settings and transactions.</param>
internal sealed class ShowSource(
    AdministrationLists lists,
    Principal principal,
    Snapshot snapshot,
    IndexReads reads,
    EngineServices services
) : IShowSource
{
    /// <inheritdoc/>
    public IReadOnlyList<Value[]> Rows(ShowSelection selection, IReadOnlyList<Value> names) =>
        selection.Kind switch
        {
            ShowKind.Indexes => IndexRows.Of(snapshot, selection, reads),
            ShowKind.Constraints => ConstraintRows.Of(snapshot, selection),
            ShowKind.Databases => lists.Databases(selection.Selection, names, principal),
            ShowKind.Aliases => lists.Aliases(names, principal),
            ShowKind.Users => lists.Users(selection.Selection, principal),
            ShowKind.UserAuthentication => lists.UserAuthentication(principal),
            ShowKind.Functions => FunctionRows.Of(selection.Selection),
            ShowKind.Procedures => ProcedureRows.Of(services.Procedures.Catalog),
            ShowKind.Settings => SettingRows.Of(services, names),
            ShowKind.Transactions => services.RunningTransactions.Running(
                selection,
                names,
                principal
            ),
            ShowKind.TerminatedTransactions => services.RunningTransactions.Terminate(
                selection,
                names,
                principal
            ),
            _ => throw new UnreachableException(selection.Kind.ToString()),
        };
}
