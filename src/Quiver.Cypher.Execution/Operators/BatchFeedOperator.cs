using Quiver.Foundation.Kernels;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Gives the batches that it was given: the rows of a scan that several threads share. Who reads from it has done with a batch when he asks for the next.</summary>
internal sealed class BatchFeedOperator : Operator
{
    private readonly WordVector _nodes = new(VectorKind.Node);
    private ReadOnlyMemory<FeedPart> _parts;

    /// <summary>Takes the batches to give next; those before have all been given.</summary>
    public void Put(ReadOnlyMemory<FeedPart> parts) => _parts = parts;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_parts.IsEmpty)
        {
            return null;
        }
        var part = _parts.Span[0];
        _parts = _parts[1..];
        if (part.Rows is { } rows)
        {
            return rows;
        }
        _nodes.Clear();
        WordKernels.FillConsecutive(_nodes.AppendSpan(part.Count), part.First);
        return new Batch([_nodes], part.Count);
    }

    /// <inheritdoc/>
    public override void Restart() => _parts = default;
}
