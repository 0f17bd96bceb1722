using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>Labels and types that expressions give.</summary>
internal static class DynamicNames
{
    /// <summary>Adds the names that a value gives: text, or a list of text.</summary>
    public static void Add(Value value, List<string> names)
    {
        if (value.Kind == ValueKind.List)
        {
            foreach (var element in value.AsList().AsSpan())
            {
                names.Add(Text(element));
            }
            return;
        }
        names.Add(Text(value));
    }

    /// <summary>The only name that a value gives.</summary>
    public static string Single(Value value)
    {
        if (value.Kind != ValueKind.List)
        {
            return Text(value);
        }
        var names = value.AsList().AsSpan();
        return names.Length == 1 ? Text(names[0]) : throw RuntimeErrors.DynamicTypeNotSingle(value);
    }

    private static string Text(Value value) =>
        value.Kind == ValueKind.String
            ? value.AsString()
            : throw RuntimeErrors.UnexpectedType("String", value);
}
