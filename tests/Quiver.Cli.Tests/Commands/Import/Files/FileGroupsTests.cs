using Quiver.Import;

namespace Quiver.Cli.Tests.Commands.Import.Files;

public sealed class FileGroupsTests : IDisposable
{
    private readonly ImportLine _line = new();

    public void Dispose() => _line.Dispose();

    [Theory]
    [InlineData("~/a.csv", "", "a.csv")]
    [InlineData("A=~/a.csv,~/b.csv", "A", "a.csv|b.csv")]
    [InlineData(":APPLE::KIWI : BANANA=~/a.csv", "APPLE|KIWI|BANANA", "a.csv")]
    [InlineData("My First Label:My Other Label=~/a.csv", "My First Label|My Other Label", "a.csv")]
    [InlineData("A=~/a.csv, ~/b.csv ", "A", "a.csv|b.csv")]
    [InlineData("A/B=~/a.csv", "A/B", "a.csv")]
    [InlineData("A=~/year=2024/n.csv", "A", "year=2024/n.csv")]
    [InlineData("A=~/year=2024/n.csv,~/a.csv", "A", "year=2024/n.csv|a.csv")]
    public void Node_groups_have_labels_and_files(string value, string labels, string files)
    {
        _line.Files("a.csv", "b.csv", "year=2024/n.csv");
        var group = Assert.Single(_line.Read(["--nodes=" + value]).Options.Nodes);
        Assert.Equal(labels, string.Join('|', group.Labels));
        Assert.Equal(files, string.Join('|', _line.Relative(group.Files)));
    }

    [Theory]
    [InlineData("~/year=2024/n.csv", "year=2024/n.csv")]
    [InlineData("~/a.csv,~/year=2024/n.csv", "a.csv|year=2024/n.csv")]
    [InlineData("~/year=2024/n.csv,~/year=2025/n.csv", "year=2024/n.csv|year=2025/n.csv")]
    [InlineData("~/year=2024/n.*", "year=2024/n.csv")]
    public void A_path_with_an_equals_sign_needs_no_label(string value, string files)
    {
        _line.Files("a.csv", "year=2024/n.csv", "year=2025/n.csv");
        var options = _line.Options("--nodes=" + value);
        Assert.Empty(options.Problems);
        Assert.Empty(options.Nodes[0].Labels);
        Assert.Equal(files, string.Join('|', _line.Relative(options.Nodes[0].Files)));
    }

    [Theory]
    [InlineData("A=~/b, c.csv", "b, c.csv")]
    [InlineData("A='~/b, c.csv',~/a.csv", "b, c.csv|a.csv")]
    [InlineData("A=~/a.csv,~/d.csv", "a.csv|d.csv")]
    public void Commas_belong_to_a_name_where_that_file_exists_and_not_all_between_them(
        string value,
        string files
    )
    {
        _line.Files("a.csv", "d.csv", "b, c.csv");
        var options = _line.Read(["--nodes=" + value]).Options;
        Assert.Empty(options.Problems);
        Assert.Equal(files, string.Join('|', _line.Relative(options.Nodes[0].Files)));
    }

    [Fact]
    public void A_relationship_type_may_contain_colons()
    {
        _line.Files("r.csv");
        var options = _line.Options("--nodes=~/r.csv --relationships=A:B=~/r.csv");
        Assert.Equal("A:B", options.Relationships[0].Type);
    }

    [Theory]
    [InlineData("--nodes==foo.csv", "illegal position")]
    [InlineData("--nodes=foo=", "illegal position")]
    [InlineData("--nodes=foo=,", "names no file")]
    [InlineData("--nodes=a.csv --relationships==x", "'--relationships==x'")]
    public void Misplaced_equals_signs_and_empty_lists_are_refused(string line, string message) =>
        Assert.Contains(message, _line.Refuse(line), StringComparison.Ordinal);

    [Fact]
    public void Values_separated_by_blanks_are_groups_of_their_own()
    {
        _line.Files("a.csv", "b.csv", "c.csv");
        var options = _line.Options("--nodes ~/a.csv A=~/b.csv,~/c.csv -- db1");
        Assert.Equal("db1", options.DatabaseName);
        Assert.Equal(["a.csv", "b.csv|c.csv"], Groups(options));
    }

    [Fact]
    public void All_files_that_are_missing_are_named_at_once_and_keep_their_place()
    {
        _line.Files("people.csv");
        var options = _line.Options(
            "--nodes=~/peple.csv,~/people.csv --relationships=~/nowhere/k.csv"
        );
        Assert.Equal(2, options.Problems.Count);
        Assert.All(options.Problems, p => Assert.Equal(ImportErrorKind.InputOutput, p.Kind));
        Assert.Contains("peple.csv", options.Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("/people.csv'?", options.Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("no folder", options.Problems[1].Message, StringComparison.Ordinal);
        Assert.Equal(options.Problems[0].File, options.Nodes[0].Files[0]);
    }

    [Theory]
    [InlineData("s3://bucket/a.csv", "cloud")]
    [InlineData("gs://bucket/year=2024/a.csv", "cloud")]
    [InlineData("A=azb://account/container/a.csv", "cloud")]
    [InlineData("https://example.com/a.csv", "curl")]
    [InlineData("hdfs://host/a.csv", "local file")]
    [InlineData("file://host/a.csv", "file:///path")]
    public void Addresses_of_other_stores_are_refused_by_their_scheme(string value, string remedy)
    {
        var problem = Assert.Single(_line.Options("--nodes=" + value).Problems);
        Assert.Equal(ImportErrorKind.Usage, problem.Kind);
        Assert.Contains("is not supported", problem.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_standard_input_is_refused_with_the_way_out()
    {
        var problem = Assert.Single(_line.Options("--nodes=A=-").Problems);
        Assert.Contains("Write it into a file first", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file://~/a%20b.csv")]
    [InlineData("file:~/a%20b.csv")]
    [InlineData("file://localhost~/a%20b.csv")]
    public void File_addresses_are_paths(string value)
    {
        _line.Files("a b.csv");
        Assert.Equal(["a b.csv"], Groups(_line.Options("--nodes=A=" + value)));
    }

    [Fact]
    public void Parquet_is_refused_by_name_by_content_and_by_option()
    {
        _line.Files("a.csv", "b.parquet");
        _line.Write("c.csv", "PAR1....");
        Assert.Contains(
            "b.parquet' is a Parquet file",
            _line.Refuse("--nodes=~/b.parquet"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "c.csv' is a Parquet file",
            _line.Refuse("--nodes=~/a.csv,~/c.csv"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Parquet",
            _line.Refuse("--nodes=~/a.csv --input-type=parquet"),
            StringComparison.Ordinal
        );
        Assert.Empty(_line.Options("--nodes=~/a.csv --input-type=CSV").Problems);
    }

    private IEnumerable<string> Groups(ImportOptions options) =>
        options.Nodes.Select(group => string.Join('|', _line.Relative(group.Files)));
}
