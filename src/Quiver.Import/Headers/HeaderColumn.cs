using System.Collections.Frozen;

namespace Quiver.Import.Headers;

/// <summary>One field of a header: <c>name:type(group){options}</c>.</summary>
/// <param name="Position">The column in the file, from 0.</param>
/// <param name="Name">The property's name; empty when the column is none.</param>
/// <param name="Role">What the column is for.</param>
/// <param name="Type">The property's type.</param>
/// <param name="IsArray">Whether the property is an array of that type.</param>
/// <param name="Group">The id space of an identifier; empty for the global one.</param>
/// <param name="Options">The options in braces.</param>
internal sealed record HeaderColumn(
    int Position,
    string Name,
    ColumnRole Role,
    PropertyType Type,
    bool IsArray,
    string Group,
    FrozenDictionary<string, string> Options
);
