using Quiver.Model.Values;

namespace Quiver.Engine.Tests.Histories;

/// <summary>A statement, and what it does to a plain graph.</summary>
/// <param name="Text">The statement.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Change">The same change of plain objects.</param>
internal sealed record RandomStatement(
    string Text,
    Dictionary<string, Value> Parameters,
    Action<PlainStatements> Change
)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Text} {{{string.Join(", ", Parameters.Select(p => $"{p.Key}: {ValueText.Format(p.Value)}"))}}}";
}
