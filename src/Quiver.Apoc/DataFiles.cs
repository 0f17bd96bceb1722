using Quiver.Cypher.Execution.Files;
using Quiver.Foundation.IO;

namespace Quiver.Apoc;

/// <summary>The files of the import folder, as far as the settings let procedures read and write them.</summary>
/// <param name="options">The settings.</param>
internal sealed class DataFiles(ApocOptions options)
{
    private readonly ImportFolder _folder = new(
        options.Files,
        options.ImportFolder,
        options.Remote
    );

    /// <summary>Through which files are read and written.</summary>
    public IFileSystem Files => options.Files;

    /// <summary>A file to read.</summary>
    /// <exception cref="Model.Status.CypherException">It may not be read, or is not there.</exception>
    public SourceFile ToRead(string nameOrUrl, CancellationToken cancellation) =>
        options.ImportsFiles
            ? _folder.OpenExisting(nameOrUrl, cancellation)
            : throw ApocErrors.ImportDisabled();

    /// <summary>The path of a file to write.</summary>
    /// <exception cref="Model.Status.CypherException">It may not be written.</exception>
    public string ToWrite(string nameOrUrl) =>
        options.ExportsFiles ? _folder.ResolveNew(nameOrUrl) : throw ApocErrors.ExportDisabled();
}
