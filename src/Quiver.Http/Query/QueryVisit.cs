using Quiver.Engine.Security;

namespace Quiver.Http.Query;

/// <summary>A request of the Query API whose client, database, body and answer's form are known.</summary>
/// <param name="Principal">Who asks.</param>
/// <param name="Database">The resolved name of the database in its address.</param>
/// <param name="Request">What it asks.</param>
/// <param name="Answer">Where the answer goes.</param>
internal sealed record QueryVisit(
    Principal Principal,
    string Database,
    QueryRequest Request,
    IQueryAnswer Answer
);
