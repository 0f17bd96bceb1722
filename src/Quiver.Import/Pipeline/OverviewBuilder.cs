using Quiver.Foundation.Memory;

namespace Quiver.Import.Pipeline;

/// <summary>Says what an import is about to do, from its plan.</summary>
internal static class OverviewBuilder
{
    /// <summary>The overview.</summary>
    public static ImportOverview Build(ImportPlan plan, IReadOnlyList<string> notes)
    {
        var options = plan.Options;
        var memory = MachineMemory.Read(options.FileSystem);
        return new ImportOverview
        {
            DatabaseDirectory = options.DatabaseDirectory,
            Nodes = [.. options.Nodes.Select(group => new ImportSource(group.Labels, group.Files))],
            Relationships =
            [
                .. options.Relationships.Select(group => new ImportSource(
                    group.Type is null ? [] : [group.Type],
                    group.Files
                )),
            ],
            Notes = notes,
            Resources = new ImportResources(
                memory.TotalBytes,
                memory.FreeBytes,
                MemoryBudget.Total(options),
                options.Threads,
                options.FileSystem.FreeSpace(ExistingParent(options))
            ),
            Estimate = plan.Estimate,
            IsDryRun = options.DryRun,
        };
    }

    private static string ExistingParent(ImportOptions options)
    {
        string directory = Path.GetFullPath(options.DatabaseDirectory);
        while (!options.FileSystem.DirectoryExists(directory))
        {
            directory = Path.GetDirectoryName(directory) ?? "/";
        }
        return directory;
    }
}
