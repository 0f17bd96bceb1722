namespace Quiver.Import.Pipeline;

/// <summary>Constraints do not allow rows that are to be left out: the files have to be read again.</summary>
/// <param name="note">What the user is told.</param>
/// <param name="rows">All rows to leave out that are known.</param>
/// <param name="suspects">Relationships whose rows have to be found; null when there are none.</param>
internal sealed class ViolatingRowsException(
    string note,
    ViolatingRows rows,
    SuspectRelationships? suspects
) : Exception(note)
{
    /// <summary>All rows to leave out that are known.</summary>
    public ViolatingRows Rows => rows;

    /// <summary>Relationships whose rows have to be found; null when there are none.</summary>
    public SuspectRelationships? Suspects => suspects;
}
