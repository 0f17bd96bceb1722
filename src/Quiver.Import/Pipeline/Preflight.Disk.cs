namespace Quiver.Import.Pipeline;

/// <summary>The check of the disk.</summary>
internal sealed partial class Preflight
{
    private const long Megabyte = 1_000_000;

    /// <summary>Checks that the database's disk can hold it.</summary>
    /// <param name="nodes">The node files whose headers are right.</param>
    /// <param name="relationships">The relationship files whose headers are right.</param>
    public void CheckDiskSpace(
        IReadOnlyList<NodeGroupPlan> nodes,
        IReadOnlyList<RelationshipGroupPlan> relationships
    )
    {
        // Stores come out at about three quarters of their CSV files; half is refused with certainty.
        long needed = (ImportPlan.BytesOf(nodes) + ImportPlan.BytesOf(relationships)) / 2;
        string directory = ExistingParent(options.DatabaseDirectory);
        long free = options.FileSystem.FreeSpace(directory);
        if (free < needed)
        {
            problems.Report(
                ImportErrorKind.InputOutput,
                $"The disk of '{directory}' has {free / Megabyte} MB free; this import needs at least {needed / Megabyte} MB there."
            );
        }
    }

    /// <summary>The directory itself or the nearest one above it that is there.</summary>
    private string ExistingParent(string path)
    {
        string directory = Path.GetFullPath(path);
        while (!options.FileSystem.DirectoryExists(directory))
        {
            directory = Path.GetDirectoryName(directory) ?? "/";
        }
        return directory;
    }
}
