using Quiver.Engine.Security;
using Quiver.Model.Status;

namespace Quiver.Http.Transactions;

/// <summary>A request whose client and database are known.</summary>
/// <param name="Principal">Who asks.</param>
/// <param name="Database">The resolved name of the database in its address.</param>
/// <param name="Request">What it asks; nothing when it is refused.</param>
/// <param name="Refusal">Why headers or body could not be read; stands in the answer's <c>errors</c>.</param>
internal sealed record TransactionVisit(
    Principal Principal,
    string Database,
    TransactionRequest Request,
    CypherException? Refusal
);
