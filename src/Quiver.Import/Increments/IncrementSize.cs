using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>Tells before any work that an increment will be more than one merge takes.</summary>
internal static class IncrementSize
{
    /// <summary>Estimates err: only what is a quarter too much without any values is refused at once. The rest is found out while it is built.</summary>
    private const double Certain = 1.25;

    /// <summary>Fails where files will certainly come to too much.</summary>
    /// <exception cref="ImportException">They will.</exception>
    public static void Check(ImportEstimate estimate)
    {
        long bytes = Increment.BytesWithoutValues(
            estimate.Nodes,
            estimate.Relationships,
            estimate.NodeProperties + estimate.RelationshipProperties
        );
        if (bytes > Increment.MaxBytes * Certain)
        {
            throw IncrementImportErrors.TooLarge(bytes, Increment.MaxBytes);
        }
    }
}
