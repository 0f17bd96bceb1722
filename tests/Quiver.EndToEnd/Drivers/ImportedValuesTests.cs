using System.Text.Json.Nodes;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd.Drivers;

/// <summary>Values from cells of CSV files, as a program gets them through the official driver.</summary>
public sealed class ImportedValuesTests : IDisposable
{
    private const string Places = """
        id:ID,at:point{crs:WGS-84},flat:point,high:point,path:point[],f:vector{coordinateType:float,dimensions:3},i:vector{coordinateType:byte,dimensions:2},n:byte[],took:duration,met:datetime{timezone:Europe/Stockholm}
        1,"{x:12.5,y:41.9}","{x:1,y:-2.5}","{x:1,y:2,z:3}","{x:1,y:2};{x:3,y:4}",0.5;-1;1e3,-128;127,1;2,P1Y2M3DT4.5S,2026-03-29T03:30
        2,"{latitude:56.7,longitude:13.2,height:100,crs:'WGS-84-3D'}",,,,,,,,

        """;

    private readonly QuiverHome _home = new();

    /// <inheritdoc/>
    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Points_vectors_and_times_of_an_import_reach_a_driver_as_the_cells_say()
    {
        _home.Write("places.csv", Places);
        (
            await _home.RunAsync("database", "import", "full", "town", "--nodes=Place=places.csv")
        ).Expect(0);
        using var server = await RunningServer.StartAsync(_home);
        string[][] answers = await JavaScriptDriver.QueryAsync(
            server,
            "town",
            [
                ("MATCH (n:Place) RETURN n.at, n.flat, n.high ORDER BY n.id", null),
                ("MATCH (n:Place {id: '1'}) UNWIND n.path AS p RETURN p", null),
                ("MATCH (n:Place {id: '1'}) RETURN n.f, n.i", null),
                ("MATCH (n:Place {id: '1'}) RETURN n.n, n.took.months, n.took.seconds", null),
                ("MATCH (n:Place {id: '1'}) RETURN toString(n.met)", null),
                (
                    "MATCH (n:Place) WHERE point.distance(n.at, point({longitude: 12.5, latitude: $y})) < 1 RETURN n.id",
                    new JsonObject { ["y"] = 41.9 }
                ),
            ]
        );
        Assert.Equal(
            [
                """{"srid":4326,"x":12.5,"y":41.9} {"srid":7203,"x":1,"y":-2.5} {"srid":9157,"x":1,"y":2,"z":3}""",
                """{"srid":4979,"x":13.2,"y":56.7,"z":100}  """,
            ],
            answers[0]
        );
        Assert.Equal(
            ["""{"srid":7203,"x":1,"y":2}""", """{"srid":7203,"x":3,"y":4}"""],
            answers[1]
        );
        string vectors = Assert.Single(answers[2]);
        Assert.Contains(
            "{\"_type\":\"FLOAT32\",\"_typedArray\":{\"0\":0.5,\"1\":-1,",
            vectors,
            StringComparison.Ordinal
        );
        Assert.Contains("{\"_type\":\"INT8\",", vectors, StringComparison.Ordinal);
        Assert.Equal(["[1,2] 14 4"], answers[3]);
        Assert.Equal(["2026-03-29T03:30:00+02:00[Europe/Stockholm]"], answers[4]);
        Assert.Equal(["1"], answers[5]);
    }
}
