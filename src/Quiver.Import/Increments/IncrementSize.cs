using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>Tells before any work that an increment will be more than one merge takes.</summary>
internal static class IncrementSize
{
    /// <summary>Estimates err: what is so much too much is refused at once where files were looked into all over. The rest is found out while it is built.</summary>
    private const double Certain = 1.1;

    /// <summary>Of files of which only the beginning is known, only what is a quarter too much without any values is refused at once.</summary>
    private const double CertainOfBeginnings = 1.25;

    /// <summary>How long texts are differs more within a file than how many rows it has: with them only what is twice too much is refused.</summary>
    private const double CertainOfBeginningsWithTexts = 2;

    /// <summary>What is near the most is warned of.</summary>
    private const double Near = 0.9;

    /// <summary>The same of files of which only the beginning is known.</summary>
    private const double NearOfBeginnings = 0.8;

    /// <summary>The least that a value takes in its binary form: its kind, and a byte.</summary>
    private const int LeastValueBytes = 2;

    /// <summary>Fails where files will certainly come to too much.</summary>
    /// <returns>A warning where they may; otherwise null.</returns>
    /// <exception cref="ImportException">They will.</exception>
    public static string? Check(ImportEstimate estimate)
    {
        long properties = estimate.NodeProperties + estimate.RelationshipProperties;
        long bytes = Increment.BytesWithoutValues(
            estimate.Nodes,
            estimate.Relationships,
            properties
        );
        long withValues = bytes + estimate.TextValueBytes + (properties * LeastValueBytes);
        bool isTooMuch = estimate.IsFromAllOver
            ? withValues > Increment.MaxBytes * Certain
            : bytes > Increment.MaxBytes * CertainOfBeginnings
                || withValues > Increment.MaxBytes * CertainOfBeginningsWithTexts;
        if (isTooMuch)
        {
            throw IncrementImportErrors.TooLarge(withValues, Increment.MaxBytes);
        }
        double near = estimate.IsFromAllOver ? Near : NearOfBeginnings;
        return withValues > Increment.MaxBytes * near
            ? IncrementImportErrors.DescribeNearlyTooLarge(withValues, Increment.MaxBytes)
            : null;
    }
}
