using System.Globalization;
using System.IO.Compression;
using Quiver.Foundation.IO;
using Quiver.Storage.Checks;
using Quiver.Storage.Schema;

namespace Quiver.Import.Tests.Pipeline;

public sealed class PreflightTests
{
    [Fact]
    public void Options_files_headers_and_destination_are_found_wrong_together()
    {
        using var folder = new ImportFolder().Nodes("A", "id:ID", "1");
        folder.Run();
        folder.Nodes("B", "id:ID,x:wrong").NodeFiles("C", "/nowhere/c.csv");
        folder.Relationships("R", ":START_ID", "1");
        folder.Options = folder.Options with { BadTolerance = -2 };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Usage, error.Kind);
        Assert.Collection(
            error.Message.Split(Environment.NewLine),
            line => Assert.Contains("--bad-tolerance", line, StringComparison.Ordinal),
            line => Assert.Contains("'/nowhere/c.csv' does not", line, StringComparison.Ordinal),
            line => Assert.Contains("'wrong' in 'x:wrong'", line, StringComparison.Ordinal),
            line => Assert.Contains("type END_ID", line, StringComparison.Ordinal),
            line => Assert.Contains("--overwrite-destination", line, StringComparison.Ordinal)
        );
        Assert.Equal(["(A {id: '1'})"], folder.Read().Nodes);
    }

    [Fact]
    public void A_file_that_is_missing_does_not_hide_what_is_wrong_in_its_groups_header()
    {
        using var folder = new ImportFolder();
        folder.NodeFiles("A", folder.Write("a.csv", "id:ID,x:wrong"), "/nowhere/part2.csv");
        string message = folder.Fail().Message;
        Assert.Contains("'/nowhere/part2.csv' does not exist", message, StringComparison.Ordinal);
        Assert.Contains("'wrong' in 'x:wrong'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_that_clash_are_not_used_to_look_into_files()
    {
        using var folder = new ImportFolder().Nodes("A", "id:ID,x:wrong");
        folder.Options = folder.Options with { Quote = ',' };
        Assert.DoesNotContain("wrong", folder.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_that_clash_with_the_array_delimiter_hide_no_wrong_header()
    {
        using var folder = new ImportFolder().Nodes("A", "id:ID;x:wrong");
        folder.Options = folder.Options with { Delimiter = ';' };
        string message = folder.Fail().Message;
        Assert.Contains("both the array delimiter", message, StringComparison.Ordinal);
        Assert.Contains("'wrong' in 'x:wrong'", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id:ID,x:wrong")]
    [InlineData("id:ID\tx:wrong")]
    [InlineData("id:ID|x:wrong")]
    [InlineData("id:ID;x:wrong")]
    public void Headers_are_checked_with_the_delimiter_that_they_seem_to_have_where_it_is_unknown(
        string header
    )
    {
        using var folder = new ImportFolder().Nodes("A", header);
        folder.Options = folder.Options with
        {
            GuessesDelimiter = true,
            Problems = [new ImportProblem(ImportErrorKind.Usage, "--delimiter is wrong.")],
        };
        string[] lines = folder.Fail().Message.Split(Environment.NewLine);
        Assert.Equal(2, lines.Length);
        Assert.Equal("--delimiter is wrong.", lines[0]);
        Assert.Contains("nodes0.csv:1:7: 'wrong' in 'x:wrong'", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_any_delimiter_is_not_checked_where_it_is_unknown()
    {
        using var folder = new ImportFolder().Nodes("A", "id:wrong");
        folder.Options = folder.Options with
        {
            GuessesDelimiter = true,
            Problems = [new ImportProblem(ImportErrorKind.Usage, "--delimiter is wrong.")],
        };
        Assert.Equal("--delimiter is wrong.", folder.Fail().Message);
    }

    [Fact]
    public void Nothing_is_asked_of_a_database_that_is_not_known()
    {
        using var folder = new ImportFolder().Nodes("A", "id:ID", "1");
        folder.Run();
        folder.Options = folder.Options with
        {
            IsDatabaseKnown = false,
            Problems = [new ImportProblem(ImportErrorKind.Usage, "No such name.")],
        };
        Assert.Equal("No such name.", folder.Fail().Message);
    }

    [Fact]
    public void Causes_of_all_problems_are_kept()
    {
        using var folder = new ImportFolder().Nodes("A", "id:ID", "1");
        var cause = new IOException("The disk is on fire.");
        var problem = new ImportProblem(ImportErrorKind.InputOutput, "Wrong.", Cause: cause);
        folder.Options = folder.Options with { Problems = [problem] };
        Assert.Same(cause, folder.Fail().InnerException);
        folder.Options = folder.Options with { Problems = [problem, problem] };
        var several = Assert.IsType<AggregateException>(folder.Fail().InnerException);
        Assert.Equal([cause, cause], several.InnerExceptions);
    }

    [Fact]
    public void A_missing_file_that_was_reported_already_is_not_said_to_be_given_twice()
    {
        using var folder = new ImportFolder().NodeFiles("A", "/nowhere/a.csv");
        folder.Options = folder.Options with
        {
            Problems =
            [
                new ImportProblem(ImportErrorKind.InputOutput, "It is gone.", "/nowhere/a.csv"),
            ],
        };
        Assert.Equal("It is gone.", folder.Fail().Message);
        Assert.Empty(folder.Progress.Warnings);
    }

    [Fact]
    public void Folders_that_cannot_be_written_are_all_named_with_the_user_before_anything_is()
    {
        using var folder = new ImportFolder().Nodes("A", "id:ID", "1");
        folder.Options = folder.Options with
        {
            DatabaseDirectory = "/sys/quiver/databases/test",
            LogDirectory = "/sys/quiver/logs/run",
            TempDirectory = "/sys/quiver/temporary",
            ReportFile = "/sys/import.report",
        };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Permission, error.Kind);
        string[] expected =
        [
            "The data folder '/sys/quiver/databases/test' ",
            "The folder for temporary files '/sys/quiver/temporary' ",
            "The log folder '/sys/quiver/logs/run' ",
            "The folder of the report '/sys' ",
            "The disk of '/sys' has 0.0KiB free",
        ];
        string[] lines = error.Message.Split(Environment.NewLine);
        Assert.Equal(expected.Length, lines.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.StartsWith(expected[i], lines[i], StringComparison.Ordinal);
        }
        // Each says once whom the system refused it.
        Assert.All(lines[..^1], line => Assert.Single(line.Split("user").Skip(1)));
        Assert.All(
            lines[..^1],
            line =>
                Assert.Contains($"user is '{Environment.UserName}'", line, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_report_in_a_folder_that_is_not_there_is_found_before_the_import()
    {
        using var folder = new ImportFolder().Nodes("A", "id:ID", "1");
        folder.Options = folder.Options with { ReportFile = "/nowhere/import.report" };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.InputOutput, error.Kind);
        Assert.Contains("its folder does not exist", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_checks_leave_nothing_behind()
    {
        using var folder = new ImportFolder().Nodes("A", "id:ID,x:wrong");
        string[] before = Directory.GetFileSystemEntries(folder.Folder);
        folder.Options = folder.Options with
        {
            LogDirectory = Path.Join(folder.Folder, "logs", "run"),
        };
        folder.Fail();
        Assert.Equal(before, Directory.GetFileSystemEntries(folder.Folder));
    }

    [Fact]
    public void A_disk_that_is_too_small_is_refused_with_what_is_needed_free_and_missing()
    {
        using var folder = new ImportFolder().Nodes("A", ["id:ID,name", .. Rows(20_000)]);
        folder.Options = folder.Options with { FileSystem = new CrampedFileSystem(1024) };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.InputOutput, error.Kind);
        Assert.Matches(
            @"has 1\.0KiB free, and this import needs about \d+\.\dKiB there: \d+\.\dKiB are missing\.$",
            error.Message
        );
    }

    [Fact]
    public void A_disk_that_cannot_hold_the_old_database_and_the_new_says_how_to_drop_the_old_one()
    {
        using var folder = new ImportFolder().Nodes("A", ["id:ID,name", .. Rows(20_000)]);
        folder.Run();
        folder.Options = folder.Options with
        {
            FileSystem = new CrampedFileSystem(100_000),
            OverwriteDestination = true,
        };
        string message = folder.Fail().Message;
        Assert.Contains("dropping it first would be enough", message, StringComparison.Ordinal);
        Assert.Contains(
            $"delete the folder '{folder.Options.DatabaseDirectory}'",
            message,
            StringComparison.Ordinal
        );
        Assert.Equal(20_000, folder.Read().Nodes.Count);
    }

    [Fact]
    public void An_old_database_that_takes_next_to_nothing_is_not_said_to_be_worth_dropping()
    {
        using var folder = new ImportFolder().Nodes("A", "id:ID,name", "1,Ann");
        folder.Run();
        folder.Write("nodes0.csv", ["id:ID,name", .. Rows(20_000)]);
        folder.Options = folder.Options with
        {
            FileSystem = new CrampedFileSystem(100_000),
            OverwriteDestination = true,
        };
        string message = folder.Fail().Message;
        Assert.Contains("are missing.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("dropping", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disk_that_cannot_hold_the_temporary_files_and_indexes_is_told_of_them()
    {
        using var folder = new ImportFolder()
            .Nodes("A", ["id:ID,name", .. Rows(20_000)])
            .Relationships("R", [":START_ID,:END_ID", .. Enumerable.Repeat("1,2", 20_000)]);
        folder.Run();
        var without = folder.Progress.Overview!.Estimate;
        // 20 bytes a relationship in both directions, and the ids.
        Assert.InRange(without.TemporaryBytes, 400_000, 2_000_000);
        folder.Options = folder.Options with
        {
            OverwriteDestination = true,
            Schema =
            [
                new ImportSchemaCommand
                {
                    Text = "text",
                    Index = new()
                    {
                        Kind = IndexKind.Text,
                        LabelsOrTypes = ["A"],
                        Properties = ["name"],
                    },
                },
                new ImportSchemaCommand
                {
                    Text = "of no file",
                    Index = new() { LabelsOrTypes = ["B"], Properties = ["name"] },
                },
            ],
        };
        folder.Run();
        var with = folder.Progress.Overview!.Estimate;
        var built = Quiver
            .Storage.Manifests.ManifestFile.Read(
                folder.Options.FileSystem,
                folder.Options.DatabaseDirectory
            )
            .Indexes;
        long size = built.Sum(index => index.Base.Length);
        Assert.InRange(with.DiskBytes - without.DiskBytes, size / 2, size * 2);

        // There is room for the store alone.
        folder.Options = folder.Options with
        {
            FileSystem = new CrampedFileSystem(without.DiskBytes + 1),
        };
        folder.Run();
        Assert.Contains(
            folder.Progress.Warnings,
            warning => warning.Contains("are missing.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_folder_for_temporary_files_without_room_for_them_is_warned_of()
    {
        using var folder = new ImportFolder()
            .Nodes("A", ["id:ID,name", .. Rows(20_000)])
            .Relationships("R", [":START_ID,:END_ID", .. Enumerable.Repeat("1,2", 20_000)]);
        folder.Options = folder.Options with
        {
            FileSystem = new CrampedFileSystem(50_000),
            TempDirectory = Path.Join(folder.Folder, "temporary"),
            // Nodes that bring their ids along wait in a temporary file.
            IdType = IdType.Actual,
        };
        folder.Fail();
        Assert.Contains(
            folder.Progress.Warnings,
            warning => warning.Contains("with --temp-path", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Packed_files_are_estimated_by_what_they_unpack_to()
    {
        using var folder = new ImportFolder();
        string[] rows = ["id:ID,name", .. Rows(20_000)];
        string plain = folder.Write("plain.csv", rows);
        string packed = Path.Join(folder.Folder, "packed.csv.gz");
        using (var target = new GZipStream(File.Create(packed), CompressionLevel.Optimal))
        {
            target.Write(File.ReadAllBytes(plain));
        }
        folder.NodeFiles("A", packed);
        folder.Run();
        var estimate = folder.Progress.Overview!.Estimate;
        Assert.InRange(estimate.Nodes, 15_000, 25_000);
        long length = new FileInfo(plain).Length;
        Assert.InRange(estimate.TextBytes, length * 3 / 4, length * 5 / 4);
    }

    [Fact]
    public void Parts_shorter_than_their_header_are_estimated_by_their_rows()
    {
        using var folder = new ImportFolder();
        string header = folder.Write("header.csv", "identifier:ID,name_of_person:string");
        var parts = Enumerable
            .Range(0, 50)
            .Select(i => folder.Write($"part{i}.csv", $"{i + 10},a"));
        folder.NodeFiles("A", [header, .. parts]);
        folder.Run();
        Assert.InRange(folder.Progress.Overview!.Estimate.Nodes, 45, 60);
    }

    [Fact]
    public void Ids_that_do_not_fit_the_memory_are_warned_of()
    {
        using var folder = new ImportFolder().Nodes("A", ["id:ID,name", .. Rows(60_000)]);
        folder.Options = folder.Options with { MaxOffHeapMemoryBytes = 1 << 20 };
        folder.Run();
        Assert.Contains(
            folder.Progress.Warnings,
            warning => warning.Contains("goes to temporary files", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_dry_run_checks_and_estimates_and_writes_nothing()
    {
        using var folder = new ImportFolder()
            .Nodes("A", "id:ID,x:int", "1,2", "2,", "3,4")
            .Relationships("R", ":START_ID,:END_ID,w", "1,2,x", "1,2,", "nowhere,1,");
        folder.Options = folder.Options with
        {
            DryRun = true,
            LogDirectory = Path.Join(folder.Folder, "logs", "run"),
        };
        string[] before = Directory.GetFileSystemEntries(folder.Folder);
        folder.Run();
        Assert.Equal(before, Directory.GetFileSystemEntries(folder.Folder));
        var overview = folder.Progress.Overview!;
        Assert.True(overview.IsDryRun);
        Assert.Equal((3, 5), (overview.Estimate.Nodes, overview.Estimate.NodeProperties));
        Assert.Equal(
            (3, 1),
            (overview.Estimate.Relationships, overview.Estimate.RelationshipProperties)
        );
        Assert.Contains(
            overview.Notes,
            note => note.Contains("'int' --> 'long'", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_dry_run_finds_what_an_import_would()
    {
        using var folder = new ImportFolder().Nodes("A", "id:ID,x:wrong");
        folder.Options = folder.Options with { DryRun = true };
        Assert.Contains("'wrong' in 'x:wrong'", folder.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_would_overwrite_an_input_file_is_refused_under_any_name_of_it()
    {
        using var folder = new ImportFolder().Nodes("A", "id:ID", "1", "1");
        string input = folder.Options.Nodes[0].Files[0];
        string schema = folder.Write("schema.cypher", "// nothing");
        string link = Path.Join(folder.Folder, "link.report");
        File.CreateSymbolicLink(link, input);
        string otherName = Path.Join(folder.Folder, "other.report");
        PosixFileSystem.Instance.Link(input, otherName);
        foreach (string report in new[] { input, link, otherName, schema })
        {
            string before = File.ReadAllText(report);
            folder.Options = folder.Options with { ReportFile = report, OtherInputs = [schema] };
            var error = folder.Fail();
            Assert.Equal(ImportErrorKind.Usage, error.Kind);
            Assert.Contains(
                $"would overwrite '{(report == schema ? schema : input)}'",
                error.Message,
                StringComparison.Ordinal
            );
            Assert.Equal(before, File.ReadAllText(report));
        }
    }

    [Theory]
    [InlineData("MANIFEST")]
    [InlineData("bad.report")]
    [InlineData("store/bad.report")]
    public void A_report_among_the_files_of_a_database_is_refused(string place)
    {
        using var folder = new ImportFolder().Nodes("A", "id:ID", "1");
        folder.Run();
        string database = folder.Options.DatabaseDirectory;
        foreach (string target in new[] { database, database + "-other" })
        {
            folder.Options = folder.Options with
            {
                DatabaseDirectory = target,
                ReportFile = Path.Join(database, place),
                OverwriteDestination = true,
            };
            var error = folder.Fail();
            Assert.Equal(ImportErrorKind.Usage, error.Kind);
            Assert.Contains($"'{database}'", error.Message, StringComparison.Ordinal);
        }
        var files = PosixFileSystem.Instance;
        Assert.True(DatabaseCheck.Run(files, database, CancellationToken.None).IsSound);
    }

    [Fact]
    public void A_file_where_a_folder_would_be_made_is_found_before_the_import()
    {
        using var folder = new ImportFolder().Nodes("A", "id:ID,x:wrong", "1");
        string file = folder.Write("file", "");
        folder.Options = folder.Options with
        {
            DatabaseDirectory = Path.Join(file, "databases", "test"),
            TempDirectory = Path.Join(file, "temp"),
            LogDirectory = file,
        };
        Assert.Collection(
            folder.Fail().Message.Split(Environment.NewLine),
            line => Assert.Contains("'wrong' in 'x:wrong'", line, StringComparison.Ordinal),
            line => Assert.StartsWith("The data folder", line, StringComparison.Ordinal),
            line => Assert.StartsWith("The folder for temporary", line, StringComparison.Ordinal),
            line =>
                Assert.Equal(
                    $"The log folder '{file}' cannot be made: '{file}' is a file, not a folder.",
                    line
                )
        );
    }

    [Fact]
    public void The_file_in_which_the_relationships_of_a_hub_are_cut_into_parts_is_estimated_too()
    {
        using var folder = new ImportFolder()
            .Nodes("A", ["id:ID,name", .. Rows(1000)])
            .Relationships("R", [":START_ID,:END_ID", .. Enumerable.Repeat("1,2", 20_000)]);
        folder.Options = folder.Options with { DryRun = true, Threads = 2 };
        folder.Run();
        long inMemory = folder.Progress.Overview!.Estimate.TemporaryBytes;
        folder.Options = folder.Options with { MaxOffHeapMemoryBytes = 1 << 20 };
        folder.Run();
        long cut = folder.Progress.Overview!.Estimate.TemporaryBytes;
        // One direction at a time, 10 bytes a relationship.
        Assert.InRange(cut - inMemory, 190_000, 210_000);
    }

    private static IEnumerable<string> Rows(int count)
    {
        var random = new Random(3);
        for (int i = 0; i < count; i++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{i},{random.NextInt64():x}");
        }
    }
}
