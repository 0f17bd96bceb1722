using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Scalar;

/// <summary>valueType: the most precise name of a value's type.</summary>
internal static class ValueTypeFunction
{
    private const int MaxNesting = 200;

    // The order in which the members of a union stand.
    private static readonly string[] Order =
    [
        "NOTHING",
        "NULL",
        "BOOLEAN",
        "STRING",
        "INTEGER",
        "FLOAT",
        "DATE",
        "LOCAL TIME",
        "ZONED TIME",
        "LOCAL DATETIME",
        "ZONED DATETIME",
        "DURATION",
        "POINT",
        "NODE",
        "RELATIONSHIP",
        "MAP",
        "LIST",
        "PATH",
    ];

    /// <summary>Adds the function to the table.</summary>
    public static void Register(FunctionTable table) =>
        table.AddNullable(
            "valueType",
            static (in FunctionCall call) => Value.String(NameOf(call[0]))
        );

    /// <summary>The type of a value, as <c>INTEGER NOT NULL</c>.</summary>
    public static string NameOf(Value value) =>
        value.IsNull ? "NULL" : BareNameOf(value, MaxNesting) + " NOT NULL";

    private static string BareNameOf(Value value, int depth) =>
        value.Kind switch
        {
            ValueKind.Boolean => "BOOLEAN",
            ValueKind.Integer => "INTEGER",
            ValueKind.Float => "FLOAT",
            ValueKind.String => "STRING",
            ValueKind.List => ListNameOf(value.AsList(), depth),
            ValueKind.Map => "MAP",
            ValueKind.Node => "NODE",
            ValueKind.Relationship => "RELATIONSHIP",
            ValueKind.Path => "PATH",
            ValueKind.Date => "DATE",
            ValueKind.LocalTime => "LOCAL TIME",
            ValueKind.ZonedTime => "ZONED TIME",
            ValueKind.LocalDateTime => "LOCAL DATETIME",
            ValueKind.ZonedDateTime => "ZONED DATETIME",
            ValueKind.Duration => "DURATION",
            ValueKind.Point => "POINT",
            ValueKind.Vector => value.AsVector().TypeName,
            ValueKind.Bytes => "ANY",
            _ => "NULL",
        };

    private static string ListNameOf(ListValue list, int depth)
    {
        if (list.Count == 0)
        {
            return "LIST<NOTHING>";
        }
        if (depth == 0)
        {
            return "LIST<ANY>";
        }
        bool hasNull = false;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in list.AsSpan())
        {
            hasNull |= element.IsNull;
            if (!element.IsNull)
            {
                names.Add(BareNameOf(element, depth - 1));
            }
        }
        if (names.Count == 0)
        {
            return "LIST<NULL>";
        }
        var sorted = names.OrderBy(RankOf).ThenBy(static name => name, StringComparer.Ordinal);
        string suffix = hasNull ? "" : " NOT NULL";
        return "LIST<" + string.Join(" | ", sorted.Select(name => name + suffix)) + ">";
    }

    private static int RankOf(string name) =>
        Array.IndexOf(Order, name.StartsWith("LIST", StringComparison.Ordinal) ? "LIST" : name);
}
