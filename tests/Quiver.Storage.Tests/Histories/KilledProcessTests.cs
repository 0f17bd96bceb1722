using System.Diagnostics;
using System.Globalization;
using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Storage.Tests.Histories;

/// <summary>A real process on a real disk, killed while it commits.</summary>
public sealed class KilledProcessTests
{
    private const string FolderVariable = "QUIVER_COMMIT_LOOP";
    private const string AcknowledgedFile = "acknowledged";
    private static readonly int Rounds = Nightly.Times(3, 50);

    [Fact]
    public void Every_commit_that_a_killed_process_acknowledged_is_there()
    {
        using var folder = new TemporaryFolder();
        string directory = Path.Join(folder.Path, "db");
        Database.CreateEmpty(PosixFileSystem.Instance, directory);
        long before = 0;
        for (int round = 0; round < Rounds; round++)
        {
            using (var child = StartChild(folder.Path))
            {
                WaitForAcknowledged(folder.Path, before + 20 + round * 17, child);
                child.Kill();
                child.WaitForExit();
            }
            long acknowledged = Acknowledged(folder.Path);
            using var database = Database.Open(
                PosixFileSystem.Instance,
                directory,
                DatabaseOptions.Default
            );
            using var graph = database.Latest();
            Assert.InRange(graph.Counts.Nodes, acknowledged, acknowledged + 1);
            CheckChain(graph);
            before = graph.Counts.Nodes;
        }
    }

    /// <summary>What the child process runs; as a test of its own it has nothing to do.</summary>
    [Fact]
    public async Task Commit_loop_of_the_child_process()
    {
        string? folder = Environment.GetEnvironmentVariable(FolderVariable);
        if (folder is null)
        {
            Assert.Skip("Runs only in the child process of the test above.");
        }
        EndWithParent();
        using var database = Database.Open(
            PosixFileSystem.Instance,
            Path.Join(folder, "db"),
            DatabaseOptions.Default with
            {
                CallersWriteLog = true,
            }
        );
        for (int i = 0; ; i++)
        {
            using var transaction = await database.BeginWriteAsync(
                TestContext.Current.CancellationToken
            );
            using (var graph = transaction.Read())
            {
                long number = graph.Counts.Nodes + 1;
                var node = transaction.CreateNode(transaction.Label("Link"));
                transaction.SetProperty(
                    node,
                    transaction.PropertyKey("number"),
                    Value.Integer(number)
                );
                if (number > 1)
                {
                    transaction.CreateRelationship(
                        Last(graph),
                        transaction.RelationshipType("NEXT"),
                        node
                    );
                }
                await transaction.CommitAsync();
                Acknowledge(folder, number);
            }
            if (i % 8 == 7)
            {
                await database.CheckpointAsync(TestContext.Current.CancellationToken);
            }
        }
    }

    // The parent holds the other end of the input. Killed itself, it would leave a process behind that commits until the disk is full.
    private static void EndWithParent() =>
        new Thread(static () =>
        {
            while (Console.In.Read() >= 0) { }
            Environment.Exit(1);
        })
        {
            IsBackground = true,
        }.Start();

    private static NodeId Last(Snapshot graph)
    {
        var scan = graph.ScanNodes(LabelId.None);
        long[] nodes = new long[64];
        long last = -1;
        for (int count; (count = scan.Next(nodes)) > 0; )
        {
            last = nodes[count - 1];
        }
        return new(last);
    }

    /// <summary>Each commit added one node and the relationship to it: nothing of any may be missing.</summary>
    private static void CheckChain(Snapshot graph)
    {
        Assert.Equal(graph.Counts.Nodes - 1, graph.Counts.Relationships);
        var key = graph.Tokens.PropertyKey("number");
        var scan = graph.ScanNodes(graph.Tokens.Label("Link"));
        long[] nodes = new long[64];
        long expected = 1;
        for (int count; (count = scan.Next(nodes)) > 0; )
        {
            var column = new Model.Columns.ColumnBuilder();
            graph.ReadNodeProperty(key, nodes.AsSpan(0, count), column);
            var numbers = column.Build();
            for (int i = 0; i < count; i++)
            {
                Assert.Equal(expected++, numbers[i].AsInteger());
            }
        }
        Assert.Equal(graph.Counts.Nodes, expected - 1);
    }

    private static Process StartChild(string folder)
    {
        string program = Path.ChangeExtension(typeof(KilledProcessTests).Assembly.Location, null);
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("--filter-method");
        start.ArgumentList.Add("*" + nameof(Commit_loop_of_the_child_process));
        start.Environment[FolderVariable] = folder;
        foreach (string name in start.Environment.Keys.Where(IsTestHost).ToList())
        {
            start.Environment.Remove(name);
        }
        var child = Process.Start(start)!;
        child.OutputDataReceived += static (_, _) => { };
        child.ErrorDataReceived += static (_, _) => { };
        child.BeginOutputReadLine();
        child.BeginErrorReadLine();
        return child;
    }

    // The parent's test platform hands its own connection down: the child must not report there.
    private static bool IsTestHost(string name) =>
        name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_CLI_TEST", StringComparison.OrdinalIgnoreCase);

    private static void WaitForAcknowledged(string folder, long count, Process child)
    {
        var waited = Stopwatch.StartNew();
        while (Acknowledged(folder) < count)
        {
            Assert.False(child.HasExited, "The child process ended by itself.");
            Assert.True(waited.Elapsed < Eventually.Limit, "The child process is stuck.");
            child.WaitForExit(5);
        }
    }

    // By rename: a process that is killed between emptying and filling the file would leave no number.
    private static void Acknowledge(string folder, long number)
    {
        string path = Path.Join(folder, AcknowledgedFile);
        File.WriteAllText(path + ".new", number.ToString("D12", CultureInfo.InvariantCulture));
        File.Move(path + ".new", path, overwrite: true);
    }

    private static long Acknowledged(string folder)
    {
        string path = Path.Join(folder, AcknowledgedFile);
        string text = File.Exists(path) ? File.ReadAllText(path) : "";
        // The child may be in the middle of writing the file.
        return text.Length == 12 ? long.Parse(text, CultureInfo.InvariantCulture) : 0;
    }
}
