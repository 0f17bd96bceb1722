using System.Globalization;
using System.Text;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd;

/// <summary>Imports onto disks that run full: small file systems in memory, which a user may mount in a namespace of his own.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int People = 60_000;
    private const string Import =
        "./quiver import --database=town --overwrite-destination --nodes=P=people.csv --relationships=K=knows.csv";

    /// <summary>The files of the database that is served, without those of imports on the way.</summary>
    private const string Fingerprint =
        "find \"$QUIVER_HOME/databases/town\" -type f -not -path '*/staging/*' -not -name LOCK -not -name IMPORT | sort | xargs -d '\\n' sha256sum | sha256sum";

    private readonly QuiverHome _home = new();

    public FullDiskTests()
    {
        _home.Write("old.csv", "id:ID,:LABEL\n1,Old\n");
        Write("people.csv", "id:ID,name", i => $"{i},{Noise(i)}");
        Write("knows.csv", ":START_ID,:END_ID,note", i => $"{i},{i * 31L % People},{Noise(i + 1)}");
    }

    /// <inheritdoc/>
    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_disk_that_runs_full_leaves_the_old_database_and_the_import_goes_on_once_there_is_room()
    {
        var result = await InNamespaceAsync(
            $"""
            mkdir -p "$QUIVER_HOME" && mount -t tmpfs -o size=200m none "$QUIVER_HOME" || exit 99
            ./quiver import --database=town --nodes=old.csv >/dev/null || exit 98
            echo "before $({Fingerprint})"
            for size in 5 7 9 11 13 15; do
              mount -o remount,size=${"{size}"}m "$QUIVER_HOME"
              {Import} >out.txt 2>err.txt
              echo "import $? with $(grep -c 'No space left on device' err.txt) faults, resumable: $(grep -c 'Go on with --resume' err.txt)"
              echo "after $({Fingerprint})"
              ./quiver database check town >/dev/null || echo damaged
              grep -q 'Go on with --resume' err.txt && break
              grep -q 'IMPORT DONE' out.txt && break
            done
            {Import} >out.txt 2>err.txt
            echo "again $?: $(grep -c -e '--resume' err.txt)"
            mount -o remount,size=200m "$QUIVER_HOME"
            {Import} --resume || exit 97
            ./quiver database check town
            find "$QUIVER_HOME/databases/town/staging" -mindepth 1 | sed 's/^/left /'
            """
        );
        result.Expect(0);
        string[] prints =
        [
            .. result
                .Lines.Where(line =>
                    line.StartsWith("before ", StringComparison.Ordinal)
                    || line.StartsWith("after ", StringComparison.Ordinal)
                )
                .Select(line => line.Split(' ', 2)[1]),
        ];
        Assert.True(prints.Length > 1, result.Output);
        Assert.Single(prints.Distinct());
        Assert.Matches(@"import 74 with [1-9]\d* faults, resumable: 1", result.Output);
        Assert.Matches("again 74: [1-9]", result.Output);
        Assert.Contains("Resuming at (", result.Output);
        Assert.Contains($"{People} nodes, {People} relationships", result.Output);
        Assert.DoesNotContain("left ", result.Output);
        Assert.DoesNotContain("damaged", result.Output);
    }

    [Fact]
    public async Task An_incremental_import_onto_a_disk_that_runs_full_changes_nothing_and_is_run_again()
    {
        _home.Write("schema.cypher", "CREATE CONSTRAINT FOR (n:P) REQUIRE n.id IS UNIQUE;");
        _home.Write("first.csv", "id:ID\nfirst\n");
        const string Incremental =
            "./quiver database import incremental --nodes=P=people.csv --relationships=K=knows.csv --keep-previous=before town";
        var result = await InNamespaceAsync(
            $"""
            mkdir -p "$QUIVER_HOME" && mount -t tmpfs -o size=200m none "$QUIVER_HOME" || exit 99
            ./quiver database import full --nodes=P=first.csv --schema=schema.cypher town >/dev/null || exit 98
            for size in 3 5 7 9 11 13 15 17 20 24; do
              mount -o remount,size=${"{size}"}m "$QUIVER_HOME"
              {Incremental} >out.txt 2>err.txt
              echo "import $? with $(grep -c 'No space left on device' err.txt) faults"
              ./quiver database check town || echo damaged
              grep -q 'IMPORT DONE' out.txt && break
            done
            mount -o remount,size=200m "$QUIVER_HOME"
            ./quiver database import status town | grep 'no files needed' && ./quiver database import incremental --stage=merge town
            ./quiver database check town | grep {People + 1} || {Incremental} || exit 97
            ./quiver database check town
            """
        );
        result.Expect(0);
        Assert.Matches(@"import [1-9]\d* with [1-9]\d* faults", result.Output);
        Assert.Contains(": 1 nodes, 0 relationships", result.Output);
        Assert.Contains($"{People + 1} nodes, {People} relationships", result.Output);
        Assert.DoesNotContain("damaged", result.Output);
    }

    [Fact]
    public async Task Each_stage_of_an_incremental_import_that_finds_no_room_changes_nothing_and_is_run_again()
    {
        _home.Write("schema.cypher", "CREATE CONSTRAINT FOR (n:P) REQUIRE n.id IS UNIQUE;");
        _home.Write("first.csv", "id:ID\nfirst\n");
        var result = await InNamespaceAsync(
            """
            mkdir -p "$QUIVER_HOME" && mount -t tmpfs -o size=200m none "$QUIVER_HOME" || exit 99
            ./quiver database import full --nodes=P=first.csv --schema=schema.cypher town >/dev/null || exit 98
            leave() { rm -f "$QUIVER_HOME/full"; head -c $(($(df --output=avail -B1 "$QUIVER_HOME" | tail -1) - $1)) /dev/zero >"$QUIVER_HOME/full"; }
            for stage in prepare build merge; do
              files="--nodes=P=people.csv --relationships=K=knows.csv"
              [ $stage = merge ] && files=
              for room in 0 131072 2097152 8388608 100663296; do
                leave $room
                ./quiver database import incremental --stage=$stage --keep-previous=before $files town >out.txt 2>err.txt
                code=$?
                echo "$stage $code: $(grep -c 'No space left on device\|free' err.txt) faults"
                ./quiver database check town >check.txt || echo damaged
                echo "after $stage $code: $(grep -m1 ' nodes, ' check.txt)"
                [ $code = 0 ] && break
              done
            done
            """
        );
        result.Expect(0);
        foreach (string stage in (string[])["prepare", "build", "merge"])
        {
            Assert.Matches($"{stage} 74: [1-9]", result.Output);
            Assert.Contains($"{stage} 0: ", result.Output);
        }
        Assert.DoesNotContain("damaged", result.Output);
        string[] found =
        [
            .. result.Lines.Where(static line =>
                line.StartsWith("after ", StringComparison.Ordinal)
            ),
        ];
        Assert.All(found[..^1], static line => Assert.Contains(" 1 nodes, 0 relationships", line));
        Assert.Contains($"after merge 0: ", found[^1]);
        Assert.Contains($"{People + 1} nodes, {People} relationships", found[^1]);
    }

    [Fact]
    public async Task A_log_folder_on_a_full_disk_is_warned_of_and_costs_the_log_only()
    {
        var result = await InNamespaceAsync(
            """
            mkdir -p logs "$QUIVER_HOME/conf" && mount -t tmpfs -o size=64k none logs || exit 99
            echo "server.directories.logs=$PWD/logs" >"$QUIVER_HOME/conf/neo4j.conf"
            dd if=/dev/zero of=logs/full bs=4k 2>/dev/null
            ./quiver import --database=town --nodes=old.csv
            """
        );
        result.Expect(0);
        Assert.Contains("IMPORT DONE", result.Output);
        Assert.Contains("The import goes on without its log", result.Error);
    }

    [Fact]
    public async Task A_report_on_a_full_disk_fails_the_import_with_its_path_and_the_old_database_stays()
    {
        _home.Write(
            "bad.csv",
            ":START_ID,:END_ID\n"
                + string.Concat(Enumerable.Range(0, 900).Select(i => $"1,nobody{i}\n"))
        );
        var result = await InNamespaceAsync(
            """
            mkdir -p small && mount -t tmpfs -o size=64k none small || exit 99
            ./quiver import --database=town --nodes=old.csv >/dev/null || exit 98
            ./quiver import --database=town --overwrite-destination --nodes=old.csv --relationships=K=bad.csv --skip-bad-relationships --report-file=small/import.report
            echo "import $?"
            ./quiver database check town
            """
        );
        result.Expect(0);
        Assert.Contains("import 74", result.Output);
        Assert.Contains("1 nodes, 0 relationships", result.Output);
        Assert.Contains("small/import.report", result.Error);
        Assert.Contains("No space left on device", result.Error);
    }

    private async Task<CommandResult> InNamespaceAsync(string script)
    {
        var tried = await _home.BashAsync(
            "mkdir -p tried && unshare -rm mount -t tmpfs none tried"
        );
        if (tried.ExitCode != 0)
        {
            Assert.Skip(
                "This user may not mount a file system in a namespace: " + tried.Error.Trim()
            );
        }
        _home.Write("script.sh", script);
        return await _home.BashAsync("unshare -rm bash script.sh");
    }

    private void Write(string name, string header, Func<int, string> row)
    {
        var text = new StringBuilder(header + "\n");
        for (int i = 0; i < People; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row(i)}\n");
        }
        _home.Write(name, text.ToString());
    }

    /// <summary>Text that cannot be packed: what the store takes is then known.</summary>
    private static string Noise(int seed)
    {
        var random = new Random(seed);
        return random.NextInt64().ToString("x16", CultureInfo.InvariantCulture)
            + random.NextInt64().ToString("x16", CultureInfo.InvariantCulture);
    }
}
