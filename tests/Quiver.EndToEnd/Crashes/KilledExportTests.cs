using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd.Crashes;

/// <summary>A server that is killed while it exports leaves no half file under the final name, and the next export removes what it left.</summary>
public sealed class KilledExportTests
{
    private const int Nodes = 200_000;
    private const int Kills = 3;

    // So long that it is not over before the server is killed, however late that is.
    private const string LongExport =
        "CALL apoc.export.json.query(\"UNWIND range(1, 200000000) AS i RETURN i\", \"export.json\")";

    [Fact]
    public async Task A_killed_export_leaves_what_stood_there_and_no_half_file()
    {
        using var home = new QuiverHome();
        string csv =
            ":ID,name,:LABEL\n"
            + string.Concat(
                Enumerable.Range(0, Nodes).Select(i => $"{i},name of node {i},Person\n")
            );
        home.Write("nodes.csv", csv);
        (await home.RunAsync("database", "import", "full", "neo4j", "--nodes=nodes.csv")).Expect(0);
        string folder = Path.Join(home.Data, "import");
        string final = Path.Join(folder, "export.json");
        Directory.CreateDirectory(folder);
        File.WriteAllText(final, "what stood there");
        for (int kill = 0; kill < Kills; kill++)
        {
            using var server = await RunningServer.StartAsync(home);
            var export = server.ShellAsync("neo4j", "plain", LongExport);
            // At once when it appears, and then in the middle of its text.
            string part = await PartAsync(folder, leastBytes: kill == 0 ? 0 : kill << 20, export);
            server.Program.SendKill();
            await server.Program.WaitAsync();
            await export;
            Assert.True(File.Exists(part), "the export was over before the server was killed");
            Assert.Equal("what stood there", File.ReadAllText(final));
        }
        using var last = await RunningServer.StartAsync(home);
        (
            await last.ShellAsync("neo4j", "plain", "CALL apoc.export.json.all('export.json')")
        ).Expect(0);
        Assert.Equal(Nodes, File.ReadLines(final).Count());
        Assert.Equal(["export.json"], Directory.GetFiles(folder).Select(Path.GetFileName));
        (await last.StopAsync()).Expect(0);
    }

    /// <summary>The unfinished file of this process's export, when it has so many bytes.</summary>
    private static async Task<string> PartAsync(
        string folder,
        int leastBytes,
        Task<CommandResult> export
    )
    {
        string[] before = Directory.GetFiles(folder, "*.part");
        string? found = null;
        await Eventually.HoldsAsync(() =>
        {
            Assert.False(export.IsCompleted, "The export ended by itself.");
            found = Directory
                .GetFiles(folder, "*.part")
                .Except(before)
                .FirstOrDefault(path => new FileInfo(path).Length >= leastBytes);
            return found is not null;
        });
        return found!;
    }
}
