namespace Quiver.Cypher.Planning.Functions.Apoc;

/// <summary>apoc.date and apoc.temporal: functions on times.</summary>
internal static class ApocTemporalFunctions
{
    /// <summary>A line for each.</summary>
    public const string Table = """
        apoc.date.add(time INTEGER, unit STRING, addValue INTEGER, addUnit STRING) INTEGER: Returns a time with so many units added.
        apoc.date.convert(time INTEGER, unit STRING, toUnit STRING) INTEGER: Returns a time in another unit.
        apoc.date.convertFormat(temporal STRING, currentFormat STRING, convertTo? STRING) STRING: Returns a date or time, or both, in another form, which is a pattern or has a name.
        !apoc.date.currentTimestamp() INTEGER: Returns the milliseconds since 1970 began, by the clock.
        apoc.date.field(time INTEGER, unit? STRING, timezone? STRING) INTEGER: Returns one part of a time in milliseconds, such as its year.
        apoc.date.fields(date STRING, pattern? STRING) MAP: Returns the parts of a date that is read by a pattern.
        apoc.date.format(time INTEGER, unit? STRING, format? STRING, timezone? STRING) STRING: Returns a time since 1970 began as text, by a pattern.
        apoc.date.fromISO8601(time STRING) INTEGER: Returns the milliseconds since 1970 began of a date and time in ISO 8601.
        apoc.date.parse(time STRING, unit? STRING, format? STRING, timezone? STRING) INTEGER: Returns the time since 1970 began of a text that is read by a pattern.
        !apoc.date.systemTimezone() STRING: Returns the time zone of the server.
        apoc.date.toISO8601(time INTEGER, unit? STRING) STRING: Returns a time since 1970 began in ISO 8601.
        apoc.date.toYears(value INTEGER) FLOAT: Returns milliseconds since 1970 began as years of 365 days.
        apoc.temporal.format(temporal ANY, format? STRING) STRING: Returns a temporal value as text of a form, which is a pattern or has a name.
        apoc.temporal.formatDuration(input ANY, format STRING) STRING: Returns a duration as text, by a pattern.
        apoc.temporal.toZonedTemporal(time STRING, format? STRING, timezone? STRING) ZONED DATETIME: Returns the date and time of a text that is read by a pattern.
        """;
}
