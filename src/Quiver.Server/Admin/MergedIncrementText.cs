using System.Text.Json;
using Quiver.Engine.Databases;

namespace Quiver.Server.Admin;

/// <summary>What came of the merge of an increment, as the administration protocol writes it.</summary>
internal static class MergedIncrementText
{
    /// <summary>Writes it into an object.</summary>
    public static void Write(IncrementMerged merged, Utf8JsonWriter writer)
    {
        writer.WriteNumber("sequence", merged.Sequence);
        writer.WriteNumber("pause", merged.PauseMicroseconds);
        writer.WriteNumber("attempts", merged.Attempts);
        writer.WriteString("violation", merged.Violation);
        writer.WriteStartArray("left-out");
        foreach (var conflict in merged.LeftOut)
        {
            Write(conflict, writer);
        }
        writer.WriteEndArray();
        if (merged.Refused is { } refused)
        {
            writer.WritePropertyName("refused");
            Write(refused, writer);
        }
    }

    /// <summary>Reads it from an object.</summary>
    public static IncrementMerged Read(JsonElement answer)
    {
        try
        {
            return new IncrementMerged(
                answer.GetProperty("sequence").GetInt64(),
                answer.GetProperty("pause").GetInt64(),
                answer.GetProperty("attempts").GetInt32()
            )
            {
                Violation = answer.GetProperty("violation").GetString(),
                LeftOut = [.. answer.GetProperty("left-out").EnumerateArray().Select(ReadConflict)],
                Refused = answer.TryGetProperty("refused", out var refused)
                    ? ReadConflict(refused)
                    : null,
            };
        }
        catch (Exception error)
            when (error is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new AdminException("The server's answer cannot be understood.", error);
        }
    }

    private static void Write(IncrementConflict conflict, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(conflict.Kind);
        writer.WriteNumberValue(conflict.Id);
        writer.WriteNumberValue(conflict.Other);
        writer.WriteEndArray();
    }

    private static IncrementConflict ReadConflict(JsonElement conflict) =>
        new(conflict[0].GetString() ?? "", conflict[1].GetInt64(), conflict[2].GetInt64());
}
