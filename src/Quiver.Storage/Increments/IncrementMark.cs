using System.Globalization;
using Quiver.Foundation.IO;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Increments;

/// <summary>
/// The file in an increment's folder that says that it was merged: so that a merge which was cut short behind its commit is not done again. It is there before a
/// checkpoint can fold the commit's file into others, by whose name the commit is known until then.
/// </summary>
internal static class IncrementMark
{
    private const string Name = "merged";
    private const string PreparedName = "to-be-merged";

    /// <summary>Whether an increment's folder says that it was merged.</summary>
    public static bool Exists(IFileSystem files, string folder) =>
        files.FileExists(Path.Join(folder, Name));

    /// <summary>Whether an increment was merged, as its folder or the state of the database says.</summary>
    public static bool IsMerged(IFileSystem files, Increment increment, DatabaseState state)
    {
        string name = AdoptedRun.NameOf(increment.Id);
        return Exists(files, increment.Folder)
            || state.Adopted.Any(file => file.Name == name)
            || state.Base.Generation.Manifest.Patches.Any(file => file.Name == name);
    }

    /// <summary>Whether an increment was merged, as its folder or a graph of the database says.</summary>
    public static bool IsMerged(IFileSystem files, Increment increment, Snapshot graph)
    {
        string name = AdoptedRun.NameOf(increment.Id);
        return Exists(files, increment.Folder)
            || graph.Delta.Any(run => run.Adopted?.Name == name)
            || graph.Pinned.Generation.Manifest.Patches.Any(file => file.Name == name);
    }

    /// <summary>Makes a file that becomes the mark by a rename: behind the commit the disk may be full, and without a mark the increment would be merged again.</summary>
    public static void Prepare(IFileSystem files, string folder)
    {
        files.OpenOrCreate(Path.Join(folder, PreparedName)).Dispose();
        files.SyncDirectory(folder);
    }

    /// <summary>Writes the mark, durably.</summary>
    public static void Write(IFileSystem files, string folder)
    {
        string prepared = Path.Join(folder, PreparedName);
        if (files.FileExists(prepared))
        {
            files.Rename(prepared, Path.Join(folder, Name));
        }
        else
        {
            files.OpenOrCreate(Path.Join(folder, Name)).Dispose();
        }
        files.SyncDirectory(folder);
    }

    /// <summary>Writes the marks of increments that are among the commits of an opened database.</summary>
    public static void Restore(IFileSystem files, string directory, DatabaseState state)
    {
        foreach (var file in state.Adopted)
        {
            string folder = FolderOf(directory, AdoptedRun.IdOf(file.Name));
            if (files.DirectoryExists(folder))
            {
                Write(files, folder);
            }
        }
    }

    /// <summary>The folder of an increment of a database.</summary>
    public static string FolderOf(string directory, Guid id) =>
        Path.Join(directory, Increment.FolderName, id.ToString("N", CultureInfo.InvariantCulture));
}
