using Quiver.Import.Pipeline;

namespace Quiver.Import.Checkpoints;

/// <summary>The id maps of an import as files, for a run that goes on behind its nodes.</summary>
internal static class SavedIdMaps
{
    /// <summary>Writes all maps, if relationships are to follow.</summary>
    /// <param name="plan">The plan, whose maps they are.</param>
    /// <param name="staged">Where to.</param>
    /// <param name="isSynced">Whether they must outlive a power cut.</param>
    /// <param name="abandoned">Stops it between two maps.</param>
    public static void Write(
        ImportPlan plan,
        StagedImport staged,
        bool isSynced,
        CancellationToken abandoned
    )
    {
        if (plan.Relationships.Count == 0)
        {
            return;
        }
        var files = plan.Options.FileSystem;
        int number = 0;
        foreach (var space in plan.IdSpaces)
        {
            string path = staged.IdMap(number++);
            space.Map.Save(files, path);
            if (isSynced)
            {
                using var file = files.OpenRead(path);
                file.SyncData();
            }
            abandoned.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Deletes the files of all maps.</summary>
    public static void Delete(ImportPlan plan, StagedImport staged)
    {
        for (int number = 0; number < plan.IdSpaces.Count; number++)
        {
            plan.Options.FileSystem.DeleteFile(staged.IdMap(number));
        }
    }
}
