using Quiver.Foundation.IO;
using Quiver.Foundation.Network;

namespace Quiver.Apoc;

/// <summary>What the procedures may do outside the database.</summary>
public sealed record ApocOptions
{
    /// <summary>Through which files are read and written.</summary>
    public required IFileSystem Files { get; init; }

    /// <summary>The folder that they are in.</summary>
    public required string ImportFolder { get; init; }

    /// <summary>Fetches files from the network; null where that is not allowed.</summary>
    public RemoteFiles? Remote { get; init; }

    /// <summary>Whether files may be written: <c>apoc.export.file.enabled</c>.</summary>
    public bool ExportsFiles { get; init; } = true;

    /// <summary>Whether files may be read: <c>apoc.import.file.enabled</c>.</summary>
    public bool ImportsFiles { get; init; } = true;
}
