namespace Quiver.Import.Pipeline;

/// <summary>Constraints do not allow rows that are to be left out: the files have to be read again without them.</summary>
internal sealed class ViolatingRowsException(ViolatingRows rows)
    : Exception("Constraints do not allow some rows.")
{
    /// <summary>All rows to leave out.</summary>
    public ViolatingRows Rows { get; } = rows;
}
