using Quiver.Model.Status;

namespace Quiver.Engine.Tests.Csv;

/// <summary>LOAD CSV over files in the import folder, and what it must not read.</summary>
public sealed class LoadCsvTests : IAsyncDisposable
{
    private readonly EngineHome _home = new();

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    [Fact]
    public async Task Rows_are_lists_of_text()
    {
        Write("a.csv", "1,x,\"\"\n\n2,,\"a \"\"b\"\"\nc\"\n3\n");
        Assert.Equal(
            ["['1', 'x', '']", "['2', null, 'a \"b\"\\nc']", "['3']"],
            await _home.RowsAsync("LOAD CSV FROM 'file:///a.csv' AS row RETURN row")
        );
    }

    [Fact]
    public async Task With_headers_rows_are_maps_and_what_is_missing_is_null()
    {
        Write("b.csv", "\ufeffname;age\nAda;36\nBob\n;7;x\n");
        Assert.Equal(
            ["'Ada', 36, 2", "'Bob', null, 3", "null, 7, 4"],
            await _home.RowsAsync(
                "LOAD CSV WITH HEADERS FROM 'file:///b.csv' AS row FIELDTERMINATOR ';' "
                    + "RETURN row.name, toInteger(row.age), linenumber()"
            )
        );
    }

    [Fact]
    public async Task Each_row_may_name_a_file_of_its_own()
    {
        Write("sub/1 a.csv", "x\n");
        Write("sub/2.csv", "y\nz\n");
        Assert.Equal(
            ["'1%20a', 'x', '1 a.csv'", "'2', 'y', '2.csv'", "'2', 'z', '2.csv'"],
            await _home.RowsAsync(
                "UNWIND ['1%20a', '2'] AS n LOAD CSV FROM 'file:///sub/' + n + '.csv' AS row "
                    + "RETURN n, row[0], split(file(), '/')[-1]"
            )
        );
    }

    [Fact]
    public async Task Many_rows_come_in_order_and_a_limit_stops_reading()
    {
        Write("c.csv", string.Concat(Enumerable.Range(0, 5000).Select(static i => $"{i}\n")));
        Assert.Equal(
            ["5000, 12497500"],
            await _home.RowsAsync(
                "LOAD CSV FROM 'file:///c.csv' AS row RETURN count(*), sum(toInteger(row[0]))"
            )
        );
        Assert.Equal(
            ["'0'", "'1'"],
            await _home.RowsAsync("LOAD CSV FROM 'file:///c.csv' AS row RETURN row[0] LIMIT 2")
        );
    }

    [Fact]
    public async Task Rows_can_be_written_to_the_graph()
    {
        Write("d.csv", "name\nEve\nFay\n");
        await _home.RowsAsync(
            "LOAD CSV WITH HEADERS FROM 'file:///d.csv' AS row CREATE (:Loaded {name: row.name})"
        );
        Assert.Equal(
            ["'Eve'", "'Fay'"],
            await _home.RowsAsync("MATCH (n:Loaded) RETURN n.name ORDER BY n.name")
        );
    }

    [Fact]
    public async Task Outside_of_it_line_and_file_are_null() =>
        Assert.Equal(["null, null"], await _home.RowsAsync("RETURN linenumber(), file()"));

    [Theory]
    [InlineData("file:///missing.csv")]
    [InlineData("file:///../databases/neo4j/MANIFEST")]
    [InlineData("file:///sub/../../databases/neo4j/MANIFEST")]
    [InlineData("file:///%2e%2e/databases/neo4j/MANIFEST")]
    [InlineData("file:///out/neo4j/MANIFEST")]
    [InlineData("file:///link.csv")]
    [InlineData("file:///")]
    [InlineData("file://elsewhere/a.csv")]
    [InlineData("a.csv")]
    [InlineData("/etc/passwd")]
    [InlineData("http://localhost/a.csv")]
    [InlineData("ftp://localhost/a.csv")]
    public async Task Nothing_else_can_be_read(string url)
    {
        Write("sub/a.csv", "x\n");
        string import = Path.Combine(_home.Path, "import");
        Directory.CreateSymbolicLink(
            Path.Combine(import, "out"),
            Path.Combine(_home.Path, "databases")
        );
        File.CreateSymbolicLink(
            Path.Combine(import, "link.csv"),
            Path.Combine(_home.Path, "databases", "neo4j", "MANIFEST")
        );
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            _home.RowsAsync($"LOAD CSV FROM '{url}' AS row RETURN row")
        );
        Assert.Equal("Neo.ClientError.Statement.ExternalResourceFailed", error.Status.Code);
        Assert.Contains(url, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_CSV_is_refused_with_its_place()
    {
        Write("e.csv", "a\n\"b\nc");
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            _home.RowsAsync("LOAD CSV FROM 'file:///e.csv' AS row RETURN row")
        );
        Assert.Equal(StatusCodes.InvalidExternalResource, error.Status);
        Assert.Contains("e.csv:2", error.Message, StringComparison.Ordinal);
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(_home.Path, "import", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
