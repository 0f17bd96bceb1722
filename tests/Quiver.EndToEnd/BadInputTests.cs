using System.Globalization;
using System.Text;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd;

/// <summary>Mistakes in an import: each is named with its place, has its exit code, and loses nothing that was there before.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private readonly QuiverHome _home = new();
    private string[] _before = [];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _home.Write("people.csv", "id:ID,name,:LABEL\n1,Ada,Person\n2,Bela,Person\n");
        _home.Write("knows.csv", ":START_ID,:END_ID,:TYPE\n1,2,KNOWS\n");
        (await ImportAsync("--nodes=people.csv", "--relationships=knows.csv")).Expect(0);
        _before = _home.Fingerprint("town");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _home.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task All_missing_files_are_named_at_once()
    {
        var result = await ImportAsync(
            "--overwrite-destination",
            "--nodes=people.csv",
            "--nodes=no-people.csv",
            "--relationships=no-knows.csv"
        );
        result.ExpectFailure(74, "no-people.csv", "no-knows.csv");
        await AssertNothingIsLostAsync();
    }

    [Theory]
    [InlineData("--nodse=people.csv", "--nodes")]
    [InlineData("--delimter=;", "--delimiter")]
    [InlineData("--overwrite-destnation", "--overwrite-destination")]
    public async Task An_unknown_option_is_refused_with_the_nearest(string option, string nearest)
    {
        var result = await ImportAsync("--overwrite-destination", option, "--nodes=people.csv");
        result.ExpectFailure(64, option.Split('=')[0], $"Did you mean '{nearest}'?");
        await AssertNothingIsLostAsync();
    }

    [Fact]
    public async Task An_unknown_command_is_refused_with_the_nearest()
    {
        (await _home.RunAsync("databse", "info")).ExpectFailure(64, "quiver database");
        (await _home.RunAsync("database", "chek", "town")).ExpectFailure(64, "database check");
    }

    [Fact]
    public async Task A_bad_header_is_refused_with_file_line_and_column()
    {
        _home.Write("bad.csv", "id:ID,born:integr\n1,2\n");
        var result = await ImportAsync("--overwrite-destination", "--nodes=bad.csv");
        result.ExpectFailure(70, "bad.csv:1:7", "integr");
        await AssertNothingIsLostAsync();
    }

    [Fact]
    public async Task An_unknown_id_is_refused_with_file_line_and_row()
    {
        _home.Write("dangling.csv", ":START_ID,:END_ID,:TYPE\n1,2,KNOWS\n1,99,KNOWS\n");
        var result = await ImportAsync(
            "--overwrite-destination",
            "--nodes=people.csv",
            "--relationships=dangling.csv"
        );
        result.ExpectFailure(70, "dangling.csv:3:3", "missing node 99", "--skip-bad-relationships");
        await AssertNothingIsLostAsync();
    }

    [Fact]
    public async Task A_bad_cell_is_refused_with_file_line_and_column()
    {
        _home.Write("cells.csv", "id:ID,born:int\n1,1985\n2,late\n");
        var result = await ImportAsync("--overwrite-destination", "--nodes=cells.csv");
        result.ExpectFailure(70, "cells.csv:3:3", "born", "late");
        await AssertNothingIsLostAsync();
    }

    [Fact]
    public async Task Skipped_relationships_are_counted_and_reported()
    {
        _home.Write("dangling.csv", ":START_ID,:END_ID,:TYPE\n1,2,KNOWS\n1,99,KNOWS\n98,2,KNOWS\n");
        var result = await _home.RunAsync(
            "import",
            "--database=skipped",
            "--nodes=people.csv",
            "--relationships=dangling.csv",
            "--skip-bad-relationships"
        );
        result.Expect(0);
        Assert.Contains("  1 relationships", result.Output);
        Assert.Contains("  2 bad relationships", result.Output);
        string report = await File.ReadAllTextAsync(
            Path.Join(_home.Folder, "import.report"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains("1,99,KNOWS", report);
        Assert.Contains("98,2,KNOWS", report);
    }

    [Theory]
    [InlineData("--report-file=/dev/stdout >out.txt")]
    [InlineData("--report-file=/dev/stderr 2>out.txt")]
    [InlineData("--report-file=/dev/stdout | cat >out.txt")]
    [InlineData("--report-file=/dev/fd/7 7>out.txt")]
    public async Task A_report_to_a_stream_of_the_program_loses_nothing_where_that_is_a_file(
        string report
    )
    {
        _home.Write("dangling.csv", ":START_ID,:END_ID,:TYPE\n1,2,KNOWS\n1,99,KNOWS\n98,2,KNOWS\n");
        var result = await _home.BashAsync(
            "./quiver import --database=streams --nodes=people.csv --relationships=dangling.csv --skip-bad-relationships "
                + report
        );
        result.Expect(0);
        string text = await File.ReadAllTextAsync(
            Path.Join(_home.Folder, "out.txt"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(2, text.Split("{\"problem\":\"BadRelationship\"").Length - 1);
        Assert.DoesNotContain('\0', text);
        if (report.Contains("stdout", StringComparison.Ordinal))
        {
            Assert.Contains("quiver 0.", text, StringComparison.Ordinal);
            Assert.Contains("IMPORT DONE", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_existing_database_is_replaced_only_when_told_so()
    {
        _home.Write("other.csv", "id:ID\n7\n8\n9\n");
        (await ImportAsync("--nodes=other.csv")).ExpectFailure(
            70,
            "'town'",
            "--overwrite-destination"
        );
        await AssertNothingIsLostAsync();
        (await ImportAsync("--nodes=other.csv", "--overwrite-destination")).Expect(0);
        string[] info = (await _home.RunAsync("database", "info", "town")).Expect(0).Lines;
        Assert.Contains(
            info,
            line =>
                line.StartsWith("Nodes ", StringComparison.Ordinal)
                && line.EndsWith(" 3", StringComparison.Ordinal)
        );
        (await _home.RunAsync("database", "check", "town")).Expect(0);
    }

    [Theory]
    [InlineData("info")]
    [InlineData("check")]
    public async Task An_unknown_database_is_refused_with_the_nearest(string command) =>
        (await _home.RunAsync("database", command, "twon")).ExpectFailure(
            70,
            "'twon'",
            "Did you mean 'town'?"
        );

    [Fact]
    public async Task Missing_authentication_and_bad_addresses_are_refused()
    {
        (await _home.RunAsync("serve")).ExpectFailure(64, "--auth");
        (await _home.RunAsync("serve", "--auth=none", "--bolt-listen=here")).ExpectFailure(
            64,
            "--bolt-listen",
            "here"
        );
    }

    [Fact]
    public async Task Ctrl_C_stops_an_import_and_loses_nothing()
    {
        WriteManyPeople(Path.Join(_home.Folder, "many.csv"));
        using var import = await InterruptAsync(
            phase: 1,
            "import",
            "--database=town",
            "--overwrite-destination",
            "--threads=1",
            "--nodes=many.csv"
        );
        (await import.WaitAsync()).ExpectFailure(130, "as it was");
        await AssertNothingIsLostAsync();
        Assert.Empty(
            Directory.EnumerateFileSystemEntries(
                Path.Join(_home.Data, "databases", "town", "staging")
            )
        );
    }

    [Fact]
    public async Task Ctrl_C_behind_the_first_phase_says_how_to_go_on_and_the_old_database_stays_until_then()
    {
        const int people = 400_000;
        WriteRows("some.csv", "id:ID,name", people, i => $"{i},name {i}");
        WriteRows(
            "many.csv",
            ":START_ID,:END_ID",
            3_000_000,
            i => $"{i % people},{i * 31L % people}"
        );
        string[] line =
        [
            "import",
            "--database=town",
            "--overwrite-destination",
            "--threads=1",
            "--id-type=integer",
            "--nodes=P=some.csv",
            "--relationships=KNOWS=many.csv",
        ];
        using var import = await InterruptAsync(phase: 2, line);
        (await import.WaitAsync()).ExpectFailure(130, "--resume");
        var check = (await _home.RunAsync("database", "check", "town")).Expect(0);
        Assert.Contains("2 nodes, 1 relationships", check.Output, StringComparison.Ordinal);

        var resumed = (await _home.RunAsync([.. line, "--resume"])).Expect(0);
        Assert.Contains("Resuming at (2/4)", resumed.Output, StringComparison.Ordinal);
        check = (await _home.RunAsync("database", "check", "town")).Expect(0);
        Assert.Contains(
            $"{people} nodes, 3000000 relationships",
            check.Output,
            StringComparison.Ordinal
        );
        Assert.Empty(
            Directory.EnumerateFileSystemEntries(
                Path.Join(_home.Data, "databases", "town", "staging")
            )
        );
    }

    private Task<CommandResult> ImportAsync(params string[] more) =>
        _home.RunAsync(["import", "--database=town", .. more]);

    /// <summary>Presses Ctrl-C while an import is in a phase.</summary>
    private async Task<RunningProgram> InterruptAsync(int phase, params string[] line)
    {
        var import = await StoppedImport.StartAsync(
            _home,
            "town",
            phase,
            line,
            async () =>
            {
                (
                    await ImportAsync(
                        "--overwrite-destination",
                        "--nodes=people.csv",
                        "--relationships=knows.csv"
                    )
                ).Expect(0);
                _before = _home.Fingerprint("town");
            }
        );
        import.SendInterrupt();
        import.SendContinue();
        return import;
    }

    private async Task AssertNothingIsLostAsync()
    {
        Assert.Equal(_before, _home.Fingerprint("town"));
        var check = (await _home.RunAsync("database", "check", "town")).Expect(0);
        Assert.Contains("2 nodes, 1 relationships", check.Output, StringComparison.Ordinal);
    }

    private void WriteRows(string name, string header, int count, Func<int, string> row)
    {
        string path = Path.Join(_home.Folder, name);
        using var file = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20);
        file.Write(header + "\n");
        for (int i = 0; i < count; i++)
        {
            file.Write(row(i) + "\n");
        }
    }

    /// <summary>Enough rows that an import cannot be done before a signal arrives.</summary>
    private static void WriteManyPeople(string path)
    {
        using var file = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20);
        file.Write("id:ID,name,town,score:double\n");
        for (int i = 0; i < 3_000_000; i++)
        {
            file.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"p{i},name {i},town {i % 977},{i / 7.0}\n"
                )
            );
        }
    }
}
