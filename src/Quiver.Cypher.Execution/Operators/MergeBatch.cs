using Quiver.Cypher.Execution.Writing;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Left rows of a Merge with what they look for.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Values">What the pattern would be made of.</param>
/// <param name="Found">For each row the number under which it finds what was there before.</param>
/// <param name="Made">For each row the number under which it finds what the clause has made.</param>
internal sealed record MergeBatch(Batch Rows, CreationValues Values, int[] Found, int[] Made);
