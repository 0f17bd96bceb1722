using System.Globalization;
using System.IO.Compression;
using Quiver.Foundation.IO;

namespace Quiver.Import.Tests;

/// <summary>Input that fails while it is read: the old database stays, the message says what and where, and nothing is left but what can be resumed.</summary>
public sealed class InterruptedInputTests
{
    private const int Rows = 60_000;

    [Theory]
    [InlineData("nodes")]
    [InlineData("relationships")]
    public void A_file_that_is_written_to_while_it_is_imported_is_warned_of(string part)
    {
        using var folder = Graph(out _);
        string path = part == "nodes" ? NodeFile(folder) : RelationshipFile(folder);
        bool isTouched = false;
        folder.Progress.OnReport = report =>
        {
            if (!isTouched && report.Phase == ImportPhase.Nodes)
            {
                isTouched = true;
                File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(1));
            }
        };
        folder.Run();
        string warning = Assert.Single(folder.Progress.Warnings);
        Assert.Contains($"{path} was changed while", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nodes", false)]
    [InlineData("relationships", true)]
    public void A_file_that_cannot_be_read_midway_leaves_the_old_database_and_what_is_finished(
        string part,
        bool isResumable
    )
    {
        using var folder = Graph(out var expected);
        string path = part == "nodes" ? NodeFile(folder) : RelationshipFile(folder);
        long half = new FileInfo(path).Length / 2;
        var options = folder.Options;
        folder.Options = options with { FileSystem = new FaultyFileSystem(path, half) };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.InputOutput, error.Kind);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("Input/output error", error.Message, StringComparison.Ordinal);
        Assert.Equal(isResumable, error.Message.Contains("--resume", StringComparison.Ordinal));
        AssertOld(folder, isEmpty: !isResumable);

        folder.Options = options with { Resume = isResumable };
        ResumeTests.AssertEqual(expected, folder.RunAndRead());
        ResumeTests.AssertNoLeftovers(folder);
    }

    [Theory]
    [InlineData("nodes")]
    [InlineData("relationships")]
    public void A_gzip_that_is_corrupt_midway_leaves_the_old_database_and_nothing_else(string part)
    {
        using var folder = Graph(out var expected);
        bool isNodes = part == "nodes";
        string path = isNodes ? NodeFile(folder) : RelationshipFile(folder);
        string packed = path + ".gz";
        byte[] bytes = Gzip(File.ReadAllBytes(path));
        byte[] damaged = [.. bytes];
        damaged.AsSpan(bytes.Length / 2, 64).Reverse();
        File.WriteAllBytes(packed, damaged);
        var whole = folder.Options;
        folder.Options = isNodes
            ? whole with
            {
                Nodes = [whole.Nodes[0] with { Files = [packed] }],
            }
            : whole with
            {
                Relationships = [whole.Relationships[0] with { Files = [packed] }],
            };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Data, error.Kind);
        Assert.Contains(packed + ":", error.Message, StringComparison.Ordinal);
        AssertOld(folder, isEmpty: true);

        File.WriteAllBytes(packed, bytes);
        ResumeTests.AssertEqual(expected, folder.RunAndRead());
        ResumeTests.AssertNoLeftovers(folder);
    }

    [Theory]
    [InlineData("wrong cell", false)]
    [InlineData("wrong row", false)]
    [InlineData("unknown end", false)]
    [InlineData("unknown end", true)]
    public void A_gzip_that_unpacks_to_wrong_data_is_said_to_be_damaged_and_not_the_data(
        string fault,
        bool isSkipped
    )
    {
        using var folder = Graph(out _);
        string path = RelationshipFile(folder);
        string packed = path + ".gz";
        // Without compression a changed byte is a changed letter of the text, which only the checksum at the end tells.
        byte[] bytes = Gzip(File.ReadAllBytes(path), CompressionLevel.NoCompression);
        int row = bytes.AsSpan().IndexOf("\n30000,"u8);
        int at =
            fault == "unknown end"
                ? row + 1
                : row + 1 + bytes.AsSpan(row + 1).IndexOf((byte)'\n') - 1;
        bytes[at] = fault switch
        {
            "wrong cell" => (byte)'x',
            "wrong row" => (byte)',',
            _ => (byte)'9',
        };
        File.WriteAllBytes(packed, bytes);
        folder.Options = folder.Options with
        {
            Relationships = [folder.Options.Relationships[0] with { Files = [packed] }],
            SkipBadRelationships = isSkipped,
        };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Data, error.Kind);
        Assert.Contains(
            "the gzip file is damaged or cut off",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(
            !isSkipped,
            error.Message.Contains($"{packed}:30002:", StringComparison.Ordinal)
        );
        AssertOld(folder, isEmpty: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_grows_or_shrinks_while_the_import_runs_is_not_half_imported(bool grows)
    {
        using var folder = Graph(out var expected);
        string path = RelationshipFile(folder);
        byte[] whole = File.ReadAllBytes(path);
        folder.Progress.OnReport = progress =>
        {
            if (progress.Phase == ImportPhase.Nodes)
            {
                File.WriteAllBytes(path, grows ? [.. whole, .. "1,2,3\n"u8] : whole[..^20]);
            }
        };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Data, error.Kind);
        Assert.Contains(
            $"File '{path}' had {whole.Length} bytes when this import began",
            error.Message,
            StringComparison.Ordinal
        );
        AssertOld(folder, isEmpty: true);
        folder.Progress.OnReport = null;
        File.WriteAllBytes(path, whole);
        ResumeTests.AssertEqual(expected, folder.RunAndRead());
    }

    [Fact]
    public void A_pipe_is_refused_at_once_instead_of_waiting_for_somebody_who_writes()
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID", "1");
        string pipe = Path.Join(folder.Folder, "pipe.csv");
        using (var made = System.Diagnostics.Process.Start("mkfifo", pipe))
        {
            made.WaitForExit();
        }
        folder.NodeFiles("M", pipe).RelationshipFiles("R", "/dev/null");
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.InputOutput, error.Kind);
        foreach (string path in (string[])[pipe, "/dev/null"])
        {
            Assert.Contains(
                $"'{path}' is a pipe or a device. Input is read more than once",
                error.Message,
                StringComparison.Ordinal
            );
        }
    }

    /// <summary>A folder with an old database that an import is to replace, and what the import would make.</summary>
    private static ImportFolder Graph(out ImportedGraph expected)
    {
        var culture = CultureInfo.InvariantCulture;
        var folder = new ImportFolder()
            .Nodes(
                "N",
                [
                    "id:ID,name",
                    .. Enumerable
                        .Range(0, Rows)
                        .Select(i => string.Create(culture, $"{i},name {i * 7919L % 10_007}")),
                ]
            )
            .Relationships(
                "R",
                [
                    ":START_ID,:END_ID,w:int",
                    .. Enumerable
                        .Range(0, Rows)
                        .Select(i =>
                            string.Create(culture, $"{i},{i * 31L % Rows},{i * 7919L % 10_007}")
                        ),
                ]
            );
        expected = folder.RunAndRead();
        string old = folder.Write("old.csv", "id:ID", "old");
        var options = folder.Options with { OverwriteDestination = true, Threads = 2 };
        folder.Options = options with
        {
            Nodes = [new NodeFileGroup(["Old"], [old])],
            Relationships = [],
        };
        folder.Run();
        folder.Options = options;
        return folder;
    }

    private static string NodeFile(ImportFolder folder) => folder.Options.Nodes[0].Files[0];

    private static string RelationshipFile(ImportFolder folder) =>
        folder.Options.Relationships[0].Files[0];

    private static void AssertOld(ImportFolder folder, bool isEmpty)
    {
        string directory = folder.Options.DatabaseDirectory;
        var found = ImportedGraph.Read(PosixFileSystem.Instance, directory);
        Assert.Equal(["(Old {id: 'old'})"], found.Nodes);
        if (isEmpty)
        {
            ResumeTests.AssertNoLeftovers(folder);
        }
    }

    private static byte[] Gzip(byte[] text, CompressionLevel level = CompressionLevel.Fastest)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level, leaveOpen: true))
        {
            gzip.Write(text);
        }
        return packed.ToArray();
    }
}
