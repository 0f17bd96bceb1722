using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace Quiver.Import.Headers;

/// <summary>One field of a header: <c>name:type(group){options}</c>. Two of one header are equal where they are the same field.</summary>
/// <param name="position">The column in the file, from 0.</param>
/// <param name="name">The property's name; null when the header keeps it.</param>
/// <param name="role">What the column is for.</param>
/// <param name="type">The property's type.</param>
/// <param name="isArray">Whether the property is an array of that type.</param>
/// <param name="group">The id space of an identifier; empty for the global one.</param>
/// <param name="options">The options in braces.</param>
internal sealed class HeaderColumn(
    int position,
    string? name,
    ColumnRole role,
    PropertyType type,
    bool isArray,
    string group,
    FrozenDictionary<string, string> options
) : IEquatable<HeaderColumn>
{
    private string? _name = name;

    /// <summary>The column in the file, from 0.</summary>
    public int Position => position;

    /// <summary>The property's name; empty when the column is none.</summary>
    public string Name => _name ??= Header!.NameOf(this);

    /// <summary>What the column is for.</summary>
    public ColumnRole Role => role;

    /// <summary>The property's type.</summary>
    public PropertyType Type => type;

    /// <summary>Whether the property is an array of that type.</summary>
    public bool IsArray => isArray;

    /// <summary>The id space of an identifier; empty for the global one.</summary>
    public string Group => group;

    /// <summary>The options in braces.</summary>
    public FrozenDictionary<string, string> Options => options;

    /// <summary>The columns that it is one of; null until it is.</summary>
    public HeaderColumns? Header { get; set; }

    /// <inheritdoc/>
    public bool Equals(HeaderColumn? other) =>
        ReferenceEquals(this, other)
        || (Header is not null && Header == other?.Header && position == other.Position);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HeaderColumn);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(RuntimeHelpers.GetHashCode(Header), position);
}
