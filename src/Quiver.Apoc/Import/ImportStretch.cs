using System.Runtime.ExceptionServices;

namespace Quiver.Apoc.Import;

/// <summary>Some lines of a file that follow each other.</summary>
internal sealed class ImportStretch
{
    /// <summary>The nodes and relationships; empty lines are none.</summary>
    public List<ImportLine> Lines { get; } = [];

    /// <summary>The line behind them that cannot be read; 0 where there is none.</summary>
    public long FailedLine { get; set; }

    /// <summary>Why it cannot be read.</summary>
    public ExceptionDispatchInfo? Failure { get; set; }
}
