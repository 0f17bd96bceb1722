using Quiver.Cypher.Execution.Files;
using Quiver.Foundation.IO;

namespace Quiver.Cypher.Execution.Csv;

/// <summary>Says where the files of LOAD CSV are, and which of them a query may read.</summary>
public interface ICsvSource
{
    /// <summary>Through which files are read.</summary>
    IFileSystem Files { get; }

    /// <summary>The file that an address means.</summary>
    /// <exception cref="Model.Status.CypherException"><c>Statement.ExternalResourceFailed</c>: it is none that may be read.</exception>
    SourceFile Open(string url, CancellationToken cancellation);
}
