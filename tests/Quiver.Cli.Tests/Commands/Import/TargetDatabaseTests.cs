namespace Quiver.Cli.Tests.Commands.Import;

public sealed class TargetDatabaseTests : IDisposable
{
    private readonly ImportLine _line = new ImportLine().Files("h.csv", "a.csv", "part1", "movies");

    public void Dispose() => _line.Dispose();

    [Theory]
    [InlineData("db1 --nodes=~/h.csv", "db1")]
    [InlineData("db1 --nodes ~/h.csv", "db1")]
    [InlineData("--nodes ~/h.csv -- db1", "db1")]
    [InlineData("--nodes ~/h.csv ~/a.csv -- db1", "db1")]
    [InlineData("--nodes=~/h.csv,~/a.csv db1", "db1")]
    [InlineData("--nodes=~/h.csv db1 --trim-strings", "db1")]
    [InlineData("--nodes=~/h.csv db1 --relationships=~/a.csv", "db1")]
    [InlineData("--nodes=~/h.csv my.db-2", "my.db-2")]
    [InlineData("--nodes=~/h.csv --trim-strings db1", "db1")]
    [InlineData("--database=db1 --nodes=~/h.csv", "db1")]
    [InlineData("--database db1 --nodes=~/h.csv -- db1", "db1")]
    [InlineData("--nodes=~/h.csv TestDataBase", "testdatabase")]
    [InlineData("--nodes=~/h.csv", "neo4j")]
    [InlineData("--mode=csv --nodes=~/h.csv", "graph.db")]
    [InlineData("--nodes:A:B=~/h.csv", "graph.db")]
    [InlineData("--nodes=~/h.csv --relationships:T ~/a.csv", "graph.db")]
    [InlineData("--nodes=~/h.csv --ignore-missing-nodes", "graph.db")]
    [InlineData("--nodes:A=~/h.csv --database=neo4j", "neo4j")]
    [InlineData("--nodes=~/h.csv --skip-bad-relationships", "neo4j")]
    public void The_database_may_stand_anywhere(string line, string database)
    {
        var options = _line.Options(line);
        Assert.Empty(options.Problems);
        Assert.Equal(database, options.DatabaseName);
        Assert.Equal(
            Path.Join(_line.Folder, "home", "databases", database),
            options.DatabaseDirectory
        );
    }

    [Theory]
    [InlineData("--nodes=~/h.csv ~/part1")]
    [InlineData("--nodes=~/h.csv other.csv")]
    [InlineData("--nodes=~/h.csv gone.csv.gz")]
    [InlineData("db1 --nodes=~/h.csv other")]
    [InlineData("--database=db1 --nodes=~/h.csv other")]
    [InlineData("--nodes=other")]
    public void A_file_or_what_looks_like_one_stays_with_its_option(string line)
    {
        var options = _line.Options(line);
        string last = options.Nodes[^1].Files[0];
        Assert.Equal(
            line.Split('=', ' ')[^1].Replace("~", _line.Folder, StringComparison.Ordinal),
            last
        );
        Assert.Contains(options.DatabaseName, new[] { "db1", "neo4j" });
    }

    [Theory]
    [InlineData("__x__ --nodes=~/h.csv")]
    [InlineData("--nodes=~/h.csv __x__")]
    [InlineData("--database=__x__ --nodes=~/h.csv")]
    public void An_invalid_name_is_refused_wherever_it_stands(string line) =>
        Assert.Contains("Invalid database name", _line.Refuse(line), StringComparison.Ordinal);

    [Theory]
    [InlineData("__x__ --nodes=~/h.csv")]
    [InlineData("--foobar db1 --nodes=~/h.csv")]
    public void Nothing_is_asked_of_a_database_that_is_not_known(string line) =>
        Assert.False(_line.Options(line).IsDatabaseKnown);

    [Fact]
    public void The_default_of_3_5_is_noted() =>
        Assert.Contains(
            "'graph.db'",
            Assert.Single(_line.Read("--mode=csv --nodes=~/h.csv").Notes),
            StringComparison.Ordinal
        );

    [Fact]
    public void Two_names_are_refused() =>
        Assert.Contains(
            "Two databases",
            _line.Refuse("db1 --database=db2 --nodes=~/h.csv"),
            StringComparison.Ordinal
        );
}
