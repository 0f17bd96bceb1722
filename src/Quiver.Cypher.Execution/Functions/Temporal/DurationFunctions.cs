using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Temporal;

/// <summary>duration, duration.between, duration.inMonths, duration.inDays, duration.inSeconds.</summary>
internal static class DurationFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("duration", Construct);
        Register(table, "duration.between", DurationBetween.Between);
        Register(table, "duration.inMonths", DurationBetween.InMonths);
        Register(table, "duration.inDays", DurationBetween.InDays);
        Register(table, "duration.inSeconds", DurationBetween.InSeconds);
    }

    private static void Register(
        FunctionTable table,
        string name,
        Func<Value, Value, Duration> between
    ) =>
        table.Add(
            name,
            (in FunctionCall call) =>
            {
                CheckInstant(call, 0);
                CheckInstant(call, 1);
                return Value.Duration(between(call[0], call[1]));
            }
        );

    private static Value Construct(in FunctionCall call) =>
        call[0].Kind switch
        {
            ValueKind.String => TemporalReader.Read(
                ValueKind.Duration,
                call.Utf8(0),
                TemporalZone.Utc
            ),
            ValueKind.Map => DurationBuilder.Build(call[0].AsMap()),
            ValueKind.Duration => call[0],
            _ => throw call.Unexpected(0, "a STRING, MAP or DURATION"),
        };

    private static void CheckInstant(in FunctionCall call, int index)
    {
        bool isInstant =
            call[index].Kind
            is ValueKind.Date
                or ValueKind.LocalTime
                or ValueKind.ZonedTime
                or ValueKind.LocalDateTime
                or ValueKind.ZonedDateTime;
        if (!isInstant)
        {
            throw call.Unexpected(index, "a temporal value");
        }
    }
}
