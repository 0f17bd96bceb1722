using System.Text;
using Quiver.Foundation.IO;

namespace Quiver.Storage.Store;

/// <summary>
/// A list in a run's folder of the names that its files are given when they move into <c>store/</c>: a run that dies between the first of these renames
/// and its MANIFEST gets them back.
/// </summary>
/// <remarks>One line a file: <c>staged name, space, final name</c>. The MANIFEST and not this file says what is live.</remarks>
internal static class StagedNames
{
    private const string FileName = "names";

    /// <summary>Writes the list.</summary>
    public static void Write(
        IFileSystem files,
        string run,
        List<(string Staged, string Final)> names
    )
    {
        var text = new StringBuilder();
        foreach (var (staged, final) in names)
        {
            text.Append(staged).Append(' ').Append(final).Append('\n');
        }
        string path = Path.Join(run, FileName);
        files.DeleteFile(path);
        using (var handle = files.CreateNew(path))
        {
            handle.Write(Encoding.ASCII.GetBytes(text.ToString()), 0);
            handle.SyncData();
        }
        // Durable before the first file moves: otherwise a power cut could leave it where nobody looks for it.
        files.SyncDirectory(run);
    }

    /// <summary>Moves the files of a run that died while it was sealed back into its folder, those of the live manifest excepted.</summary>
    public static void TakeBack(
        IFileSystem files,
        string store,
        string run,
        IReadOnlyCollection<string> taken
    )
    {
        string path = Path.Join(run, FileName);
        if (!files.FileExists(path))
        {
            return;
        }
        foreach (string line in Read(files, path).Split('\n'))
        {
            // A power cut may have torn the list: half a line names no file, or one that fails the verification.
            string[] names = line.Split(' ');
            if (names.Length != 2 || names[1].Length == 0 || taken.Contains(names[1]))
            {
                continue;
            }
            string final = Path.Join(store, Path.GetFileName(names[1]));
            string staged = Path.Join(run, Path.GetFileName(names[0]));
            if (files.FileExists(final) && !files.FileExists(staged))
            {
                files.Rename(final, staged);
            }
        }
        files.SyncDirectory(run);
        if (files.DirectoryExists(store))
        {
            files.SyncDirectory(store);
        }
        files.DeleteFile(path);
    }

    private static string Read(IFileSystem files, string path)
    {
        using var handle = files.OpenRead(path);
        byte[] bytes = new byte[handle.Length];
        return Encoding.ASCII.GetString(bytes, 0, handle.Read(bytes, 0));
    }
}
