using Quiver.Model.Status;

namespace Quiver.Engine.PersonalData;

/// <summary>What was erased of one database, or why nothing was.</summary>
/// <param name="Database">The database.</param>
/// <param name="NodeCount">How many nodes.</param>
/// <param name="RelationshipCount">How many relationships.</param>
/// <param name="Position">The bookmark of the commit; null when nothing was committed.</param>
/// <param name="Failure">Why the database is as it was; null when it is not.</param>
public sealed record ErasedData(
    string Database,
    long NodeCount,
    long RelationshipCount,
    string? Position,
    CypherException? Failure = null
);
