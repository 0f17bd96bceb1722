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
        writer.WriteString("refusal", merged.Refusal.ToString());
    }

    /// <summary>Reads it from an object.</summary>
    public static IncrementMerged Read(JsonElement answer)
    {
        try
        {
            return new IncrementMerged(
                answer.GetProperty("sequence").GetInt64(),
                answer.GetProperty("pause").GetInt64(),
                answer.GetProperty("attempts").GetInt32(),
                Enum.Parse<MergeRefusal>(answer.GetProperty("refusal").GetString() ?? "")
            );
        }
        catch (Exception error)
            when (error
                    is KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
            )
        {
            throw new AdminException("The server's answer cannot be understood.", error);
        }
    }
}
