using Quiver.Foundation.IO;

namespace Quiver.Cypher.Execution.Files;

/// <summary>A file to read from: one of the import folder, or a copy of one from the network, which is gone when this is disposed.</summary>
public sealed class SourceFile : IDisposable
{
    private readonly IFileSystem? _temporary;

    /// <summary>A file that stays.</summary>
    public SourceFile(string path)
    {
        Path = path;
        Name = path;
    }

    /// <summary>A copy.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="url">Where it came from.</param>
    /// <param name="files">Through which it is deleted.</param>
    internal SourceFile(string path, string url, IFileSystem files)
    {
        Path = path;
        Name = url;
        _temporary = files;
    }

    /// <summary>Where it can be opened.</summary>
    public string Path { get; }

    /// <summary>How it is called: its path, or where it came from.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public void Dispose() => _temporary?.DeleteFile(Path);
}
