using System.Diagnostics;
using Quiver.Model;

namespace Quiver.Storage.Segments;

/// <summary>
/// Encodes the property columns of one relationship segment after another: <see cref="Begin"/>, <see cref="AddColumn"/>, then
/// <see cref="Generations.GenerationWriter.Add(RelationshipSegmentEncoder)"/>. One per thread; its memory is reused. A segment without properties need
/// not be added.
/// </summary>
public sealed class RelationshipSegmentEncoder : IDisposable
{
    /// <summary>Starts a segment that holds relationship ids segmentIndex × 65,536 and following.</summary>
    /// <param name="segmentIndex">Which segment.</param>
    /// <param name="rowCount">Rows used, 1 to 65,536.</param>
    public void Begin(int segmentIndex, int rowCount) => throw new UnreachableException();

    /// <summary>Adds a property column; each key once, in any order. A column without values is left out.</summary>
    public void AddColumn(PropertyKeyId key, in ColumnInput column) =>
        throw new UnreachableException();

    /// <inheritdoc/>
    public void Dispose() => throw new UnreachableException();
}
