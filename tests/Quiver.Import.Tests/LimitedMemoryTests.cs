using System.Diagnostics;
using System.Globalization;

namespace Quiver.Import.Tests;

/// <summary>A real process in a real control group. Skipped where none can be made.</summary>
public sealed class LimitedMemoryTests
{
    private const string FolderVariable = "QUIVER_LIMITED_IMPORT";
    private const string Root = "/sys/fs/cgroup";
    private const long Limit = 300 << 20;
    private const int Nodes = 500_000;

    [Fact]
    public async Task An_import_in_a_control_group_keeps_to_its_limit()
    {
        using var folder = new ImportFolder();
        string group = MakeGroup(out string peakFile);
        try
        {
            using var child = StartIn(group, folder.Folder);
            var output = child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            string errors = await child.StandardError.ReadToEndAsync(
                TestContext.Current.CancellationToken
            );
            await child.WaitForExitAsync(TestContext.Current.CancellationToken);
            if (errors.Contains("cgroup.procs", StringComparison.Ordinal))
            {
                Assert.Skip($"No process can be put into a control group here: {errors}");
            }
            Assert.True(child.ExitCode == 0, $"{await output}{errors}");
            string[] memory = File.ReadAllLines(ResultOf(folder.Folder));
            Assert.Equal(Limit, long.Parse(memory[0], CultureInfo.InvariantCulture));
            Assert.InRange(long.Parse(memory[1], CultureInfo.InvariantCulture), 1, Limit / 2);
            long peak = long.Parse(File.ReadAllText(peakFile), CultureInfo.InvariantCulture);
            Assert.InRange(peak, 1, Limit);
        }
        finally
        {
            Directory.Delete(group);
        }
        var graph = ImportedGraph.Read(folder.Options.DatabaseDirectory);
        Assert.Equal((Nodes, Nodes), (graph.Nodes.Count, graph.Relationships.Count));
    }

    /// <summary>What the child process runs; as a test of its own it has nothing to do.</summary>
    [Fact]
    public void Import_of_the_limited_child_process()
    {
        string? target = Environment.GetEnvironmentVariable(FolderVariable);
        if (target is null)
        {
            Assert.Skip("Runs only in the child process of the test above.");
        }
        using var folder = new ImportFolder()
            .Nodes("N", ["id:ID", .. Enumerable.Range(0, Nodes).Select(Id)])
            .Relationships(
                "R",
                [
                    ":START_ID,:END_ID",
                    .. Enumerable.Range(0, Nodes).Select(i => $"{Id(i)},{Id(i * 7919L % Nodes)}"),
                ]
            );
        folder.Options = folder.Options with
        {
            DatabaseDirectory = Path.Join(target, "databases", "test"),
        };
        folder.Run();
        var resources = folder.Progress.Overview!.Resources;
        File.WriteAllLines(
            ResultOf(target),
            [Text(resources.TotalMemoryBytes), Text(resources.MaxMemoryBytes)]
        );
    }

    private static string Id(int number) => Id((long)number);

    private static string Id(long number) =>
        string.Create(CultureInfo.InvariantCulture, $"id{number}");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string ResultOf(string folder) => Path.Join(folder, "memory");

    /// <summary>A group below this process's own, with a limit of memory.</summary>
    private static string MakeGroup(out string peakFile)
    {
        foreach (string line in File.ReadLines("/proc/self/cgroup"))
        {
            string[] parts = line.Split(':', 3);
            bool isFirst = parts[1].Split(',').Contains("memory");
            if (!isFirst && parts[1].Length > 0)
            {
                continue;
            }
            string folder = isFirst ? $"{Root}/memory{parts[2]}" : $"{Root}{parts[2]}";
            string group = Path.Join(folder, $"quiver-{Guid.NewGuid():N}");
            string limitFile = isFirst ? "memory.limit_in_bytes" : "memory.max";
            peakFile = Path.Join(group, isFirst ? "memory.max_usage_in_bytes" : "memory.peak");
            if (TryLimit(group, limitFile) && File.Exists(peakFile))
            {
                return group;
            }
        }
        peakFile = "";
        Assert.Skip("No control group with a limit of memory can be made here.");
        return "";
    }

    private static bool TryLimit(string group, string limitFile)
    {
        try
        {
            Directory.CreateDirectory(group);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        try
        {
            File.WriteAllText(Path.Join(group, limitFile), Text(Limit));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Directory.Delete(group);
            return false;
        }
    }

    private static Process StartIn(string group, string folder)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "-c",
            "echo $$ > \"$0/cgroup.procs\" && exec \"$@\"",
            group,
            Path.ChangeExtension(typeof(LimitedMemoryTests).Assembly.Location, null),
            "--filter-method",
            "*" + nameof(Import_of_the_limited_child_process),
        ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment[FolderVariable] = folder;
        foreach (string name in start.Environment.Keys.Where(IsTestHost).ToList())
        {
            start.Environment.Remove(name);
        }
        return Process.Start(start)!;
    }

    private static bool IsTestHost(string variable) =>
        variable.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("DOTNET_CLI_TEST", StringComparison.OrdinalIgnoreCase);
}
