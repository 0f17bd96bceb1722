using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Temporal;

/// <summary>format: a temporal value as text, by a pattern or as toString has it.</summary>
internal static class FormatFunction
{
    /// <summary>Adds the function to the table.</summary>
    public static void Register(FunctionTable table) => table.Add("format", Format);

    private static Value Format(in FunctionCall call)
    {
        var value = call[0];
        bool isTemporal =
            value.Kind
            is ValueKind.Date
                or ValueKind.LocalTime
                or ValueKind.ZonedTime
                or ValueKind.LocalDateTime
                or ValueKind.ZonedDateTime
                or ValueKind.Duration;
        if (!isTemporal)
        {
            throw call.Unexpected(0, "a temporal value or DURATION");
        }
        if (call.Count == 1)
        {
            return Value.String(ValueText.ToText(value));
        }
        string pattern = call.Text(1);
        return TemporalFormat.Format(value, pattern, out string problem) is { } text
            ? Value.String(text)
            : throw RuntimeErrors.InvalidArgument(
                $"Invalid pattern '{pattern}' for function 'format()': {problem}."
            );
    }
}
