using System.Diagnostics;

namespace Quiver.Import;

/// <summary>Turns CSV files with import headers into a database.</summary>
public static class Importer
{
    /// <summary>
    /// Runs a full import to its end. Until the last step, a rename, a database that was there before is whole; after it the new one is.
    /// </summary>
    /// <param name="options">What to import and how.</param>
    /// <param name="progress">Is told how it goes.</param>
    /// <param name="cancellation">Stops the import within a fraction of a second; what it wrote is deleted.</param>
    /// <exception cref="ImportException">The import cannot go on; the message says why and where.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ImportResult Run(
        ImportOptions options,
        IImportProgress progress,
        CancellationToken cancellation
    ) => throw new UnreachableException();
}
