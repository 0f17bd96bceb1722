using System.Globalization;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd;

/// <summary>Imports in shells that have limited what a process may use.</summary>
public sealed class ResourceLimitTests : IDisposable
{
    private readonly QuiverHome _home = new();

    public ResourceLimitTests() => _home.Write("old.csv", "id:ID,:LABEL\n1,Old\n");

    /// <inheritdoc/>
    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_file_beyond_the_limit_on_sizes_fails_the_import_with_its_name_and_the_old_database_stays()
    {
        _home.Write(
            "people.csv",
            "id:ID,name\n"
                + string.Concat(
                    Enumerable
                        .Range(0, 100_000)
                        .Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},n{i}\n"))
                )
        );
        var result = await _home.BashAsync(
            """
            ./quiver import --database=town --nodes=old.csv >/dev/null || exit 99
            (ulimit -f 100; ./quiver import --database=town --overwrite-destination --nodes=P=people.csv)
            echo "import $?"
            ./quiver database check town
            ./quiver import --database=town --overwrite-destination --nodes=P=people.csv
            """
        );
        result.Expect(0);
        Assert.Contains("import 74", result.Output);
        Assert.Contains("File too large", result.Error);
        Assert.Contains("1 nodes, 0 relationships", result.Output);
        Assert.Contains("100000 nodes", result.Output);
    }

    [Fact]
    public async Task Too_few_files_that_may_be_open_are_told_and_few_suffice()
    {
        var result = await _home.BashAsync(
            """
            (ulimit -n 64; ./quiver import --database=town --nodes=old.csv)
            echo "import $?"
            (ulimit -n 128; ./quiver import --database=town --nodes=old.csv)
            """
        );
        result.Expect(0);
        Assert.Contains("import 74", result.Output);
        Assert.Contains("at most 64 files may be open", result.Error);
        Assert.Contains("IMPORT DONE", result.Output);
    }
}
