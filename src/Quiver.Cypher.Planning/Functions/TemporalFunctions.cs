using Quiver.Cypher.Planning.Binding;
using static Quiver.Cypher.Planning.Functions.Signatures;

namespace Quiver.Cypher.Planning.Functions;

/// <summary>Functions that make and measure points in time and durations.</summary>
internal static class TemporalFunctions
{
    private static readonly CypherType s_source = new(
        TypeKinds.String | TypeKinds.Map | TypeKinds.Instant
    );

    private static readonly CypherType s_instant = new(TypeKinds.Instant);

    /// <summary>The functions.</summary>
    public static IEnumerable<FunctionSignature> All { get; } =
    [
        .. Constructors("date", new CypherType(TypeKinds.Date)),
        .. Constructors("time", new CypherType(TypeKinds.Time)),
        .. Constructors("localtime", new CypherType(TypeKinds.LocalTime)),
        .. Constructors("localdatetime", new CypherType(TypeKinds.LocalDateTime)),
        .. Constructors("datetime", new CypherType(TypeKinds.DateTime)),
        Of(
            "datetime.fromepoch",
            new CypherType(TypeKinds.DateTime),
            P("seconds", CypherType.Number),
            P("nanoseconds", CypherType.Number)
        ),
        Of(
            "datetime.fromepochmillis",
            new CypherType(TypeKinds.DateTime),
            P("milliseconds", CypherType.Number)
        ),
        Of(
            "duration",
            CypherType.Duration,
            P("input", new CypherType(TypeKinds.String | TypeKinds.Map | TypeKinds.Duration))
        ),
        Of(
            "format",
            CypherType.String,
            P("value", new CypherType(TypeKinds.Instant | TypeKinds.Duration)),
            Optional("pattern", CypherType.String)
        ),
        Between("duration.between"),
        Between("duration.inMonths"),
        Between("duration.inDays"),
        Between("duration.inSeconds"),
    ];

    private static FunctionSignature Between(string name) =>
        Of(name, CypherType.Duration, P("from", s_instant), P("to", s_instant));

    private static IEnumerable<FunctionSignature> Constructors(string name, CypherType type)
    {
        // The current instant is that of the statement unless another clock is named.
        yield return Of(name, type, Optional("input", s_source));
        var zone = Optional("timezone", CypherType.String);
        yield return Of($"{name}.statement", type, zone);
        yield return Of($"{name}.transaction", type, zone).Volatile();
        yield return Of($"{name}.realtime", type, zone).Volatile();
        yield return Of(
            $"{name}.truncate",
            type,
            P("unit", CypherType.String),
            Optional("input", s_instant),
            Optional("fields", CypherType.Map)
        );
    }
}
