using Quiver.Model.Values;

namespace Quiver.Import.Values;

/// <summary>Reads single values of a type that is not worth a loop of its own.</summary>
internal abstract class ValueCells
{
    /// <summary>Reads a value from content without blanks around it; false with the reason.</summary>
    public abstract bool TryRead(ReadOnlySpan<byte> content, out Value value, out string problem);
}
