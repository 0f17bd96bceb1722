using System.Globalization;
using Quiver.Foundation.IO;
using Quiver.Storage.Catalog;
using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>How far a database's incremental import is, in words: what is done, what a command or a server does at the moment, and what is left.</summary>
public static class IncrementStatus
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    /// <summary>The lines.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="directory">The database's folder.</param>
    /// <param name="name">The database's name.</param>
    public static IEnumerable<string> Describe(IFileSystem files, string directory, string name)
    {
        var file = IncrementFile.TryRead(files, directory);
        var activity = IncrementActivity.Parse(ImportLock.ReadNote(files, directory));
        var merge = MergeLock.FindMerge(files, directory);
        if (file is null && activity is null)
        {
            yield return ImportLock.IsTaken(files, directory)
                ? $"No incremental import into '{name}' is under way, but another command that imports into it."
                : $"No incremental import into '{name}' is under way.";
            yield break;
        }
        yield return $"Incremental import into '{name}'";
        yield return $"  1 prepare  {DescribePrepare(file, activity)}";
        yield return $"  2 build    {DescribeBuild(file, activity)}";
        yield return $"  3 merge    {DescribeMerge(files, file, activity, merge)}";
        if (file?.Increment is not { } increment || IsBuilding(activity))
        {
            yield break;
        }
        var counts = file.Counts;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Nodes          {counts.NodesCreated} created, {counts.NodesUpdated} updated, {counts.NodesDeleted} deleted"
        );
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Relationships  {counts.RelationshipsCreated} created, {counts.RelationshipsUpdated} updated, {counts.RelationshipsDeleted} deleted"
        );
        yield return string.Create(CultureInfo.InvariantCulture, $"Left out       {file.Skipped}");
        yield return $"Size           {ImportText.Size(increment.Chunks.Sum(static chunk => chunk.Length))}";
    }

    /// <summary>Whether a command prepares or builds: what the file says of an earlier build is past then.</summary>
    private static bool IsBuilding(IncrementActivity? activity) =>
        activity?.Phase is ImportPhase.Plan or ImportPhase.Nodes or ImportPhase.Relationships;

    private static string DescribePrepare(IncrementFile? file, IncrementActivity? activity) =>
        activity is { Phase: ImportPhase.Plan, Stage: not IncrementStage.Build } ? "under way"
        : file is null ? "done"
        : $"done {Show(file.PreparedAt)}";

    private static string DescribeBuild(IncrementFile? file, IncrementActivity? activity) =>
        activity switch
        {
            { Phase: ImportPhase.Nodes } =>
                $"under way, {activity.Percent} % of the node files read",
            { Phase: ImportPhase.Relationships } =>
                $"under way, {activity.Percent} % of the relationship files read",
            { Phase: ImportPhase.Plan, Stage: IncrementStage.Build } => "under way",
            { Phase: ImportPhase.Plan, Stage: IncrementStage.All } => "follows",
            _ => file?.BuiltAt is { } time
                ? $"done {Show(time)}"
                : "to be done: --stage=build, with the same files and options",
        };

    private static string DescribeMerge(
        IFileSystem files,
        IncrementFile? file,
        IncrementActivity? activity,
        (string Step, DateTime Since)? merge
    )
    {
        if (merge is var (step, since))
        {
            return $"under way: {step}, since {Show(since)}";
        }
        if (activity is { Phase: ImportPhase.Merge })
        {
            return "under way";
        }
        if (IsBuilding(activity))
        {
            return activity!.Stage == IncrementStage.All ? "follows" : "to be done";
        }
        return file?.Increment is not { } increment ? "to be done"
            : increment.IsMarkedMerged(files)
                ? "done, but the command was ended before: --stage=merge ends it, no files needed"
            : "to be done: --stage=merge, no files needed";
    }

    private static string Show(DateTime time) =>
        time.ToString(TimeFormat, CultureInfo.InvariantCulture) + " UTC";
}
