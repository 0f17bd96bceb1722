using Quiver.Csv;

namespace Quiver.Import.Reports;

/// <summary>An entry that is left out, and why.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Row">The row's text, possibly cut.</param>
/// <param name="Reason">What is wrong, as a sentence.</param>
internal sealed record BadEntry(BadEntryKind Kind, CsvPosition Position, string Row, string Reason);
