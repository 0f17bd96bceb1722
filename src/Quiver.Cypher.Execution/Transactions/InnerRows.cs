using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Transactions;

/// <summary>Rows that the right side of a TransactionApply gave.</summary>
/// <param name="Left">A left batch.</param>
/// <param name="LeftRows">For each row found its left row.</param>
/// <param name="Found">The rows found; null for rows of a transaction that failed.</param>
internal sealed record InnerRows(Batch Left, int[] LeftRows, Batch? Found);
