using System.Collections.Immutable;

namespace Quiver.Model.Values;

/// <summary>A type that a query asks for, as in <c>x IS :: INTEGER | STRING</c>. Compares by content.</summary>
/// <param name="members">The types that it is a union of; at least one.</param>
public sealed class DeclaredType(ImmutableArray<DeclaredTypeMember> members)
    : IEquatable<DeclaredType>
{
    private readonly string _text = string.Join(" | ", members);

    /// <summary>The types that it is a union of.</summary>
    public ImmutableArray<DeclaredTypeMember> Members => members;

    /// <summary>Whether a value is of the type.</summary>
    public bool Holds(in Value value)
    {
        foreach (var member in members)
        {
            if (member.Holds(value))
            {
                return true;
            }
        }
        return false;
    }

    /// <inheritdoc/>
    public bool Equals(DeclaredType? other) =>
        other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DeclaredType);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    /// <summary>The type in Cypher.</summary>
    public override string ToString() => _text;
}
