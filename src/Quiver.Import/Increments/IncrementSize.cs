using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>Tells before any work that an increment will be more than one merge takes.</summary>
internal static class IncrementSize
{
    /// <summary>Estimates err: only what is a quarter too much without any values is refused at once. The rest is found out while it is built.</summary>
    private const double Certain = 1.25;

    /// <summary>How long texts are differs more within a file than how many rows it has: with them only what is twice too much is refused.</summary>
    private const double CertainWithTexts = 2;

    /// <summary>What is near the most is warned of.</summary>
    private const double Near = 0.8;

    /// <summary>Fails where files will certainly come to too much.</summary>
    /// <returns>A warning where they may; otherwise null.</returns>
    /// <exception cref="ImportException">They will.</exception>
    public static string? Check(ImportEstimate estimate)
    {
        long bytes = Increment.BytesWithoutValues(
            estimate.Nodes,
            estimate.Relationships,
            estimate.NodeProperties + estimate.RelationshipProperties
        );
        long withTexts = bytes + estimate.TextValueBytes;
        if (
            bytes > Increment.MaxBytes * Certain
            || withTexts > Increment.MaxBytes * CertainWithTexts
        )
        {
            throw IncrementImportErrors.TooLarge(withTexts, Increment.MaxBytes);
        }
        return withTexts > Increment.MaxBytes * Near
            ? IncrementImportErrors.DescribeNearlyTooLarge(withTexts, Increment.MaxBytes)
            : null;
    }
}
