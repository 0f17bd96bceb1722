namespace Quiver.Engine.PersonalData;

/// <summary>What came of a request to erase.</summary>
/// <param name="AuditId">How the audit log names the request.</param>
/// <param name="Databases">What came of it in each database.</param>
public sealed record ErasureReport(string AuditId, IReadOnlyList<ErasedData> Databases)
{
    /// <summary>How many nodes.</summary>
    public long NodeCount => Databases.Sum(static database => database.NodeCount);

    /// <summary>How many relationships.</summary>
    public long RelationshipCount => Databases.Sum(static database => database.RelationshipCount);
}
