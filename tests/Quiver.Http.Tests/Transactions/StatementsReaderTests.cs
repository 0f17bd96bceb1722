using System.Buffers;
using System.Text;
using Quiver.Http.Transactions;
using Quiver.Model.Status;

namespace Quiver.Http.Tests.Transactions;

public sealed class StatementsReaderTests
{
    [Fact]
    public void A_statement_is_read_with_its_parameters_and_wishes()
    {
        var statement = Assert.Single(
            Read(
                """
                {"statements":[{"statement":"RETURN $a","parameters":{"a":1},
                "resultDataContents":["ROW","graph"],"includeStats":true}]}
                """
            )
        );

        Assert.Equal("RETURN $a", statement.Text);
        Assert.Equal(1, statement.Parameters["a"].AsInteger());
        Assert.Equal(ResultContents.Row | ResultContents.Graph, statement.Contents);
        Assert.True(statement.IncludesStats);
    }

    [Theory]
    [InlineData("{\"statements\":[{\"statement\":\"RETURN 1\"}]}")]
    [InlineData("{\"statements\":[{\"statement\":\"RETURN 1\",\"parameters\":null}]}")]
    [InlineData("{\"statements\":[{\"statement\":\"RETURN 1\",\"resultDataContents\":[]}]}")]
    public void Rows_without_parameters_are_the_default(string json)
    {
        var statement = Assert.Single(Read(json));

        Assert.Empty(statement.Parameters);
        Assert.Equal(ResultContents.Row, statement.Contents);
        Assert.False(statement.IncludesStats);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"statements\":[]}")]
    [InlineData("{\"statements\":null}")]
    public void A_request_may_have_no_statements(string json) => Assert.Empty(Read(json));

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("nonsense")]
    [InlineData("{\"statements\":{}}")]
    [InlineData("{\"statements\":[1]}")]
    [InlineData("{\"statements\":[{}]}")]
    [InlineData("{\"statements\":[{\"statement\":1}]}")]
    [InlineData("{\"statements\":[{\"statement\":\"RETURN 1\",\"parameters\":[]}]}")]
    [InlineData("{\"statements\":[{\"statement\":\"RETURN 1\",\"params\":{}}]}")]
    [InlineData("{\"statements\":[{\"statement\":\"RETURN 1\",\"includeStats\":1}]}")]
    [InlineData(
        "{\"statements\":[{\"statement\":\"RETURN 1\",\"resultDataContents\":[\"rest\"]}]}"
    )]
    [InlineData("{\"query\":\"RETURN 1\"}")]
    [InlineData("{\"statements\":[]} {}")]
    [InlineData("{\"statements\":[{\"statement\":\"\\ud800\"}]}")]
    public void Anything_else_is_refused(string json)
    {
        var error = Assert.Throws<CypherException>(() => Read(json));

        Assert.Equal("Neo.ClientError.Request.InvalidFormat", error.Status.Code);
    }

    [Fact]
    public void Nesting_beyond_the_limit_is_refused()
    {
        string deep = new string('[', 200) + new string(']', 200);

        Assert.Throws<CypherException>(() =>
            Read($"{{\"statements\":[{{\"statement\":\"x\",\"parameters\":{{\"a\":{deep}}}}}]}}")
        );
    }

    [Fact]
    public void More_statements_than_the_limit_are_refused()
    {
        string many = string.Join(',', Enumerable.Repeat("{\"statement\":\"RETURN 1\"}", 4));
        var options = new HttpFrontOptions { MaxStatements = 3 };

        Assert.Throws<CypherException>(() => Read($"{{\"statements\":[{many}]}}", options));
    }

    [Fact]
    public void Every_cut_of_a_request_is_read_or_refused_but_never_breaks()
    {
        byte[] whole = Encoding.UTF8.GetBytes(
            "{\"statements\":[{\"statement\":\"RETURN 'é'\",\"parameters\":{\"a\":[1,2.5,\"x\"]}}]}"
        );
        for (int length = 1; length < whole.Length; length++)
        {
            Assert.Throws<CypherException>(() =>
                StatementsReader.Read(
                    new ReadOnlySequence<byte>(whole, 0, length),
                    new HttpFrontOptions()
                )
            );
        }
    }

    private static List<StatementRequest> Read(string json, HttpFrontOptions? options = null) =>
        StatementsReader.Read(
            new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json)),
            options ?? new HttpFrontOptions()
        );
}
