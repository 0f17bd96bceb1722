using System.Text.Json;
using Quiver.Benchmarks.Generation;
using Quiver.Benchmarks.Processes;

namespace Quiver.Benchmarks.Peers;

/// <summary>A peer that loads the files by its script.</summary>
/// <param name="name">How reports name it.</param>
/// <param name="programs">The installed peers.</param>
/// <param name="script">Its script in <c>benchmarks/peers</c>.</param>
/// <param name="files">What it loads.</param>
/// <param name="folder">Where its database stands.</param>
internal sealed class ScriptContender(
    string name,
    PeerPrograms programs,
    string script,
    GraphFiles files,
    string folder
) : IContender
{
    private string Database => Path.Join(folder, "database");

    public string Name => name;

    public void Clear()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
        Directory.CreateDirectory(folder);
    }

    public ProcessUsage Load() => Run("load").Usage;

    public long DiskBytes() => DiskUse.Of(folder);

    public (long Nodes, long Relationships) Count()
    {
        using var counts = JsonDocument.Parse(Run("count").Output);
        return (
            counts.RootElement.GetProperty("nodes").GetInt64(),
            counts.RootElement.GetProperty("relationships").GetInt64()
        );
    }

    private (ProcessUsage Usage, string Output) Run(string mode) =>
        programs.Run(
            script,
            mode,
            files.Folder,
            Database,
            files.Keys == KeyKind.Text ? "text" : "number"
        );
}
