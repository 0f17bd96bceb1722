using Quiver.Storage;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>The expansion over types that the database does not know: no relationships.</summary>
internal sealed class NoExpansion : Expansion
{
    /// <inheritdoc/>
    public override void Start(ReadOnlySpan<long> nodes) { }

    /// <inheritdoc/>
    public override int Next(Span<int> rows, Span<long> relationships, Span<long> neighbours) => 0;
}
