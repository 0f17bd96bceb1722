using System.Text.Json;
using Quiver.Engine.Backups;

namespace Quiver.Server.Admin;

/// <summary>A backup that was made.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Checksum">Its SHA-256 in hexadecimal digits.</param>
/// <param name="Positions">The names of the databases in it, each with the bookmark of its newest commit.</param>
public sealed record BackedUp(
    string Path,
    long Bytes,
    string Checksum,
    IReadOnlyList<KeyValuePair<string, string>> Positions
)
{
    /// <summary>From the engine's report, where there is no server.</summary>
    public static BackedUp Of(BackupReport report) =>
        new(
            report.Path,
            report.Bytes,
            report.Checksum,
            [
                .. report.Databases.Select(database =>
                    KeyValuePair.Create(database.Name, database.Position)
                ),
            ]
        );

    internal static BackedUp Read(JsonElement answer)
    {
        try
        {
            return new BackedUp(
                answer.GetProperty("path").GetString() ?? "",
                answer.GetProperty("size").GetInt64(),
                answer.GetProperty("checksum").GetString() ?? "",
                [
                    .. answer
                        .GetProperty("databases")
                        .EnumerateArray()
                        .Select(static database =>
                            KeyValuePair.Create(
                                database.GetProperty("name").GetString() ?? "",
                                database.GetProperty("position").GetString() ?? ""
                            )
                        ),
                ]
            );
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException)
        {
            throw new AdminException("The server's answer cannot be understood.", error);
        }
    }
}
