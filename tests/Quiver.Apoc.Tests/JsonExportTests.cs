using System.Text.Json;
using Quiver.Model.Status;

namespace Quiver.Apoc.Tests;

/// <summary>The text that exports write, and where they may write it.</summary>
public sealed class JsonExportTests : IAsyncDisposable
{
    private ApocHome _home = null!;

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    [Fact]
    public async Task The_whole_graph_is_a_line_for_each_node_and_each_relationship()
    {
        await StartAsync(
            "CREATE (a:User:Person {name: 'Ada', age: 36, ok: true, half: 1.0}), (b:User {name: 'Bob'}), (c), (a)-[:KNOWS {since: 1993}]->(b)"
        );
        Assert.Equal(
            ["'all.json', 'database: nodes(3), rels(1)', 'json', 3, 1, 6, 4, -1, 0, true, null"],
            await _home.RowsAsync(
                "CALL apoc.export.json.all('all.json', {}) YIELD file, source, format, nodes, relationships, properties, rows, batchSize, batches, done, data "
                    + "RETURN file, source, format, nodes, relationships, properties, rows, batchSize, batches, done, data"
            )
        );
        string text = _home.Read("all.json");
        Assert.False(text.EndsWith('\n'));
        var lines = text.Split('\n').Select(Parse).ToList();
        Assert.Equal(4, lines.Count);
        Assert.Equal("node", lines[0].GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.String, lines[0].GetProperty("id").ValueKind);
        Assert.Equal(
            ["Person", "User"],
            lines[0].GetProperty("labels").EnumerateArray().Select(static l => l.GetString()!)
        );
        Assert.Equal("1.0", lines[0].GetProperty("properties").GetProperty("half").GetRawText());
        Assert.False(lines[2].TryGetProperty("labels", out _));
        Assert.False(lines[2].TryGetProperty("properties", out _));
        var knows = lines[3];
        Assert.Equal("relationship", knows.GetProperty("type").GetString());
        Assert.Equal("KNOWS", knows.GetProperty("label").GetString());
        Assert.Equal(1993, knows.GetProperty("properties").GetProperty("since").GetInt32());
        foreach (var (end, line) in (IEnumerable<(string, int)>)[("start", 0), ("end", 1)])
        {
            var node = knows.GetProperty(end);
            Assert.False(node.TryGetProperty("type", out _));
            Assert.Equal(
                lines[line].GetProperty("id").GetString(),
                node.GetProperty("id").GetString()
            );
            Assert.Equal(
                lines[line].GetProperty("properties").GetRawText(),
                node.GetProperty("properties").GetRawText()
            );
        }
        Assert.Equal(
            ["all.json"],
            Directory.GetFileSystemEntries(_home.Folder).Select(Path.GetFileName)
        );
    }

    [Fact]
    public async Task Values_are_written_as_apoc_writes_them()
    {
        await StartAsync(
            "CREATE (:V {a: datetime('2015-06-24T12:50:35.556+01:00'), b: localdatetime('2015-07-04T19:32:24'), c: date('2015-03-26'), "
                + "d: time('12:50:35.556+01:00'), e: localtime('12:50'), f: duration('P5M1DT12H'), m: datetime('2015-07-04T19:32:01.5[Europe/Paris]'), "
                + "g: point({latitude: 13.1, longitude: 33.4}), h: point({x: 1, y: 2, z: 3.5}), "
                + "i: [1, 2], j: 0.0/0.0, k: 'ä \"q\" \\u0001 😀', l: ['x']})"
        );
        await _home.RunAsync("CALL apoc.export.json.all('v.json')");
        var line = Parse(_home.Read("v.json")).GetProperty("properties");
        Assert.Equal("2015-06-24T12:50:35.556+01:00", line.GetProperty("a").GetString());
        Assert.Equal("2015-07-04T19:32:24", line.GetProperty("b").GetString());
        Assert.Equal("2015-03-26", line.GetProperty("c").GetString());
        Assert.Equal("12:50:35.556+01:00", line.GetProperty("d").GetString());
        Assert.Equal("12:50", line.GetProperty("e").GetString());
        Assert.Equal(
            "2015-07-04T19:32:01.500+02:00[Europe/Paris]",
            line.GetProperty("m").GetString()
        );
        Assert.Equal("P5M1DT12H", line.GetProperty("f").GetString());
        Assert.Equal(
            "{\"crs\":\"wgs-84\",\"latitude\":13.1,\"longitude\":33.4,\"height\":null}",
            line.GetProperty("g").GetRawText()
        );
        Assert.Equal(
            "{\"crs\":\"cartesian-3d\",\"x\":1.0,\"y\":2.0,\"z\":3.5}",
            line.GetProperty("h").GetRawText()
        );
        Assert.Equal("[1,2]", line.GetProperty("i").GetRawText());
        Assert.Equal("NaN", line.GetProperty("j").GetString());
        Assert.Equal("ä \"q\" \u0001 😀", line.GetProperty("k").GetString());
        Assert.Contains("ä", line.GetProperty("k").GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0000-01-01", "0000-01-01")]
    [InlineData("0007-12-31", "0007-12-31")]
    [InlineData("9999-10-09", "9999-10-09")]
    [InlineData("+10000-02-29", "+10000-02-29")]
    [InlineData("+999999999-12-31", "+999999999-12-31")]
    [InlineData("-0001-02-03", "-0001-02-03")]
    public async Task Dates_of_any_year_have_their_four_digits_and_a_sign_where_they_are_not_enough(
        string date,
        string written
    )
    {
        await StartAsync(
            $"UNWIND range(1, 3) AS i CREATE (:V {{d: date('{date}'), t: localdatetime('{date}T01:02')}})"
        );
        await _home.RunAsync("CALL apoc.export.json.all('d.json')");
        foreach (string line in _home.Read("d.json").Split('\n'))
        {
            var properties = Parse(line).GetProperty("properties");
            Assert.Equal(written, properties.GetProperty("d").GetString());
            Assert.Equal(written + "T01:02", properties.GetProperty("t").GetString());
        }
    }

    /// <summary>More ends than texts are kept of, at few starts: relationships come by their ends. The loop, and the end without a label, are there once.</summary>
    [Fact]
    public async Task Relationships_from_few_nodes_to_very_many_are_each_there_once_with_their_ends()
    {
        await StartAsync(
            "UNWIND range(0, 9) AS i CREATE (:Few {i: i}) WITH collect(i) AS all UNWIND range(0, 139999) AS i CREATE (:Many {i: i})"
        );
        await _home.RunAsync(
            "MATCH (m:Many) MATCH (f:Few {i: m.i % 10}) CREATE (f)-[:R {i: m.i}]->(m)"
        );
        await _home.RunAsync(
            "MATCH (f:Few {i: 3}) CREATE (f)-[:R {i: -1}]->(f), (f)-[:R {i: -2}]->({i: -2})"
        );
        await _home.RunAsync("CALL apoc.export.json.all('ends.json')");
        var seen = new HashSet<int>();
        foreach (string line in _home.Read("ends.json").Split('\n').Skip(140_011))
        {
            var relationship = Parse(line);
            int i = relationship.GetProperty("properties").GetProperty("i").GetInt32();
            Assert.True(seen.Add(i));
            var (start, end) = (relationship.GetProperty("start"), relationship.GetProperty("end"));
            Assert.Equal("Few", start.GetProperty("labels")[0].GetString());
            Assert.Equal(i < 0 ? 3 : i % 10, IdOf(start));
            Assert.Equal(i == -1 ? 3 : i, IdOf(end));
            Assert.Equal(i != -2, end.TryGetProperty("labels", out var labels));
            Assert.True(i == -2 || labels[0].GetString() == (i == -1 ? "Few" : "Many"));
        }
        Assert.Equal(140_002, seen.Count);

        static int IdOf(JsonElement node) =>
            node.GetProperty("properties").GetProperty("i").GetInt32();
    }

    /// <summary>Three types begin or end at the same nodes, of which more are there than texts are kept of; what was changed later counts.</summary>
    [Fact]
    public async Task Relationships_of_types_at_the_same_many_nodes_come_node_by_node_each_once()
    {
        await StartAsync(
            "UNWIND range(0, 9) AS i CREATE (:Few {i: i}) WITH collect(i) AS all UNWIND range(0, 139999) AS i CREATE (:Many {i: i})"
        );
        await _home.RunAsync(
            "MATCH (m:Many) MATCH (f:Few {i: m.i % 10}) CREATE (f)-[:R {i: m.i}]->(m), (m)-[:S]->(f) "
                + "FOREACH (x IN CASE m.i % 4 WHEN 0 THEN [1, 2] ELSE [1] END | CREATE (f)-[:T {i: m.i, x: x}]->(m))"
        );
        await _home.RunAsync("MATCH (m:Many WHERE m.i % 50 = 7)-[s:S]->() DELETE s");
        await _home.RunAsync("CALL apoc.export.json.all('types.json')");
        var found = new Dictionary<int, List<string>>();
        int last = -1;
        foreach (string line in _home.Read("types.json").Split('\n').Skip(140_010))
        {
            var relationship = Parse(line);
            string type = relationship.GetProperty("label").GetString()!;
            var (start, end) = (relationship.GetProperty("start"), relationship.GetProperty("end"));
            var (few, many) = type == "S" ? (end, start) : (start, end);
            Assert.Equal("Few", few.GetProperty("labels")[0].GetString());
            Assert.Equal("Many", many.GetProperty("labels")[0].GetString());
            int i = many.GetProperty("properties").GetProperty("i").GetInt32();
            Assert.Equal(i % 10, few.GetProperty("properties").GetProperty("i").GetInt32());
            string text = type;
            if (type == "S")
            {
                Assert.False(relationship.TryGetProperty("properties", out _));
            }
            else
            {
                var properties = relationship.GetProperty("properties");
                Assert.Equal(i, properties.GetProperty("i").GetInt32());
                text += properties.TryGetProperty("x", out var x) ? x.GetInt32() : "";
            }
            Assert.True(i == last || !found.ContainsKey(i));
            last = i;
            found.TryAdd(i, []);
            found[i].Add(text);
        }
        Assert.Equal(140_000, found.Count);
        foreach (var (i, texts) in found)
        {
            texts.Sort(StringComparer.Ordinal);
            string[] s = i % 50 == 7 ? [] : ["S"];
            string[] t = i % 4 == 0 ? ["T1", "T2"] : ["T1"];
            Assert.Equal(["R", .. s, .. t], texts);
        }
    }

    [Theory]
    [InlineData("JSON_LINES")]
    [InlineData("ARRAY_JSON")]
    public async Task A_graph_of_many_chunks_is_whole_and_in_order(string format)
    {
        await StartAsync(
            "UNWIND range(0, 24999) AS i CREATE (a:A {i: i, text: 'a\"' + i + '😀', half: i / 2.0, day: date('2020-01-01') + duration({days: i})})"
                + "-[:R {i: i}]->(b:B {i: i, list: [i, i + 1]}) FOREACH (x IN CASE i % 3 WHEN 0 THEN [1] ELSE [] END | SET a:C, b.at = datetime('2020-01-01T00:00:01Z')) "
                + "FOREACH (x IN CASE i % 1000 WHEN 0 THEN [1] ELSE [] END | SET b.large = reduce(s = 'x', y IN range(1, 12) | s + s))"
        );
        await _home.RunAsync($"CALL apoc.export.json.all('many.json', {{jsonFormat: '{format}'}})");
        string text = _home.Read("many.json");
        var lines =
            format == "JSON_LINES"
                ? text.Split('\n').Select(Parse).ToList()
                : [.. Parse(text).EnumerateArray()];
        Assert.Equal(75_000, lines.Count);
        var nodes = lines[..50_000].ToDictionary(static l => l.GetProperty("id").GetString()!);
        Assert.Equal(
            lines[..50_000].Select(static l => long.Parse(l.GetProperty("id").GetString()!)),
            nodes.Keys.Select(long.Parse).Order()
        );
        int relationship = 0;
        foreach (var line in lines[50_000..])
        {
            int i = line.GetProperty("properties").GetProperty("i").GetInt32();
            Assert.Equal(relationship++, i);
            foreach (string end in (string[])["start", "end"])
            {
                var node = line.GetProperty(end);
                var whole = nodes[node.GetProperty("id").GetString()!];
                Assert.Equal(
                    whole.GetRawText().Replace("\"type\":\"node\",", ""),
                    node.GetRawText()
                );
                Assert.Equal(i, node.GetProperty("properties").GetProperty("i").GetInt32());
            }
            var start = line.GetProperty("start");
            string labels = start.GetProperty("labels").GetRawText();
            Assert.Equal(i % 3 == 0 ? "[\"A\",\"C\"]" : "[\"A\"]", labels);
            var properties = start.GetProperty("properties");
            Assert.Equal($"a\"{i}😀", properties.GetProperty("text").GetString());
            Assert.Equal(i / 2.0, properties.GetProperty("half").GetDouble());
            Assert.Equal(
                new DateOnly(2020, 1, 1).AddDays(i).ToString("yyyy-MM-dd"),
                properties.GetProperty("day").GetString()
            );
            properties = line.GetProperty("end").GetProperty("properties");
            Assert.Equal($"[{i},{i + 1}]", properties.GetProperty("list").GetRawText());
            Assert.Equal(i % 3 == 0, properties.TryGetProperty("at", out _));
            Assert.Equal(i % 1000 == 0, properties.TryGetProperty("large", out var large));
            Assert.True(i % 1000 != 0 || large.GetString()!.Length == 4096);
        }
    }

    [Fact]
    public async Task Rows_of_a_query_keep_columns_nulls_entities_and_paths()
    {
        await StartAsync("CREATE (:A {x: 1})-[:R]->(:B)");
        Assert.Equal(
            ["'statement: cols(4)', 3, 2, 1"],
            await _home.RowsAsync(
                "CALL apoc.export.json.query('MATCH p = (a:A)-[r]->(b) RETURN a, $n AS none, p, {k: [r]} AS m', 'q.json', {params: {n: null}}) "
                    + "YIELD source, nodes, relationships, rows RETURN source, nodes, relationships, rows"
            )
        );
        var row = Parse(_home.Read("q.json"));
        Assert.Equal(["a", "none", "p", "m"], row.EnumerateObject().Select(static p => p.Name));
        Assert.Equal("node", row.GetProperty("a").GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Null, row.GetProperty("none").ValueKind);
        Assert.Equal(
            ["length", "rels", "nodes"],
            row.GetProperty("p").EnumerateObject().Select(static p => p.Name)
        );
        Assert.Equal(
            "R",
            row.GetProperty("m").GetProperty("k")[0].GetProperty("label").GetString()
        );
    }

    [Theory]
    [InlineData("JSON", "nodes", "rels")]
    [InlineData("JSON_ID_AS_KEYS", "nodes", "rels")]
    public async Task An_object_holds_nodes_and_relationships(
        string format,
        string nodes,
        string relationships
    )
    {
        await StartAsync("CREATE (:A)-[:R]->(:B)");
        await _home.RunAsync($"CALL apoc.export.json.all('o.json', {{jsonFormat: '{format}'}})");
        var document = Parse(_home.Read("o.json"));
        var kind = format == "JSON" ? JsonValueKind.Array : JsonValueKind.Object;
        Assert.Equal(kind, document.GetProperty(nodes).ValueKind);
        Assert.Equal(kind, document.GetProperty(relationships).ValueKind);
        await _home.RunAsync("MATCH (n) DETACH DELETE n");
        await _home.RunAsync($"CALL apoc.export.json.all('o.json', {{jsonFormat: '{format}'}})");
        Assert.Equal(
            format == "JSON" ? "{\"nodes\":[],\"rels\":[]}" : "{\"nodes\":{},\"rels\":{}}",
            _home.Read("o.json")
        );
        await _home.RunAsync("CALL apoc.export.json.all('o.json', {jsonFormat: 'ARRAY_JSON'})");
        Assert.Equal("[]", _home.Read("o.json"));
        await _home.RunAsync("CALL apoc.export.json.all('o.json')");
        Assert.Equal("", _home.Read("o.json"));
    }

    [Fact]
    public async Task A_stream_gives_a_row_for_each_batch_and_writes_no_file()
    {
        await StartAsync("UNWIND range(1, 5) AS i CREATE (:N {i: i})");
        var rows = await _home.RowsAsync(
            "CALL apoc.export.json.all(null, {stream: true, batchSize: 2}) YIELD file, nodes, batches, done, data "
                + "RETURN file, nodes, batches, done, size(split(data, '\"type\"')) - 1"
        );
        Assert.Equal(["null, 2, 1, false, 2", "null, 4, 2, false, 2", "null, 5, 3, true, 1"], rows);
        Assert.Empty(Directory.GetFileSystemEntries(_home.Folder));
    }

    [Fact]
    public async Task Chosen_nodes_and_relationships_are_exported()
    {
        await StartAsync("CREATE (:A {i: 1})-[:R {w: 2}]->(:B), (:C)");
        Assert.Equal(
            ["'data: nodes(1), rels(1)', 1, 1, 2"],
            await _home.RowsAsync(
                "MATCH (a:A)-[r]->() CALL apoc.export.json.data([a], [r], 'd.json', {}) YIELD source, nodes, relationships, properties "
                    + "RETURN source, nodes, relationships, properties"
            )
        );
        Assert.Equal(
            ["'graph: nodes(1), rels(0)'"],
            await _home.RowsAsync(
                "MATCH (c:C) CALL apoc.export.json.graph({nodes: [c], relationships: []}, 'g.json') YIELD source RETURN source"
            )
        );
        Assert.Equal(2, _home.Read("d.json").Split('\n').Length);
    }

    [Theory]
    [InlineData("../out.json", "it leads out of the import folder")]
    [InlineData("none/out.json", "there is no such folder in the import folder")]
    [InlineData("https://example.com/out.json", "only files of the import folder are written")]
    [InlineData("file://host/out.json", "files of another machine (host) cannot be reached")]
    [InlineData("link/out.json", "it leads out of the import folder")]
    [InlineData("", "it names no file")]
    public async Task Files_stay_in_the_import_folder(string file, string why)
    {
        await StartAsync("CREATE (:A)");
        Directory.CreateSymbolicLink(Path.Combine(_home.Folder, "link"), Path.GetTempPath());
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            _home.RunAsync($"CALL apoc.export.json.all('{file}', {{}})")
        );
        Assert.Equal("Neo.ClientError.Statement.ExternalResourceFailed", error.Status.Code);
        Assert.StartsWith(
            $"Cannot write to '{file}': {why}",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.False(File.Exists(Path.Combine(Path.GetTempPath(), "out.json")));
    }

    [Fact]
    public async Task A_link_in_the_folder_is_replaced_and_not_written_through()
    {
        await StartAsync("CREATE (:A)");
        string outside = Path.Combine(Path.GetDirectoryName(_home.Folder)!, "outside.json");
        await File.WriteAllTextAsync(outside, "mine", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(_home.Folder, "l.json"), outside);
        await _home.RunAsync("CALL apoc.export.json.all('l.json')");
        Assert.Equal(
            "mine",
            await File.ReadAllTextAsync(outside, TestContext.Current.CancellationToken)
        );
        Assert.Contains("node", _home.Read("l.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_replaced_stays_whole_for_its_readers_and_is_let_go()
    {
        await StartAsync("CREATE (:A)");
        await _home.RunAsync("CALL apoc.export.json.all('r.json')");
        string path = Path.Combine(_home.Folder, "r.json");
        using (var reader = new StreamReader(path))
        {
            await _home.RunAsync("CREATE (:B)");
            await _home.RunAsync("CALL apoc.export.json.all('r.json')");
            Assert.DoesNotContain(
                "\"B\"",
                await reader.ReadToEndAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal
            );
        }
        Assert.Contains("\"B\"", _home.Read("r.json"), StringComparison.Ordinal);
        await Eventually.HoldsAsync(() => !IsOpen(path));
    }

    private static bool IsOpen(string path)
    {
        foreach (string descriptor in Directory.EnumerateFiles("/proc/self/fd"))
        {
            try
            {
                string? file = File.ResolveLinkTarget(descriptor, false)?.FullName;
                if (file?.StartsWith(path, StringComparison.Ordinal) == true)
                {
                    return true;
                }
            }
            catch (IOException)
            {
                // Others close theirs meanwhile.
            }
        }
        return false;
    }

    [Fact]
    public async Task The_setting_that_forbids_files_allows_streams()
    {
        _home = await ApocHome.EmptyAsync(static o => o with { ExportsFiles = false });
        await _home.RunAsync("CREATE (:A)");
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            _home.RunAsync("CALL apoc.export.json.all('a.json', {})")
        );
        Assert.StartsWith(
            "Export to files not enabled, please set apoc.export.file.enabled=true in your apoc.conf",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["1"],
            await _home.RowsAsync(
                "CALL apoc.export.json.all(null, {stream: true}) YIELD nodes RETURN nodes"
            )
        );
    }

    [Fact]
    public async Task A_failed_export_leaves_the_file_before_it_and_nothing_else()
    {
        await StartAsync("UNWIND range(0, 5000) AS i CREATE (:N {i: i})");
        _home.Write("q.json", "before");
        await Assert.ThrowsAsync<CypherException>(() =>
            _home.RunAsync(
                "CALL apoc.export.json.query('MATCH (n:N) RETURN 1 / (4000 - n.i)', 'q.json')"
            )
        );
        Assert.Equal("before", _home.Read("q.json"));
        Assert.Single(Directory.GetFileSystemEntries(_home.Folder));
    }

    [Fact]
    public async Task What_a_killed_export_left_behind_goes_with_the_next_one()
    {
        await StartAsync("CREATE (:A)");
        _home.Write(".a.json.0123456789abcdef0123456789abcdef.1.part", "half");
        _home.Write(".b.json.0123456789abcdef0123456789abcdef.1.part", "another's");
        await _home.RunAsync("CALL apoc.export.json.all('a.json')");
        Assert.Equal(
            [".b.json.0123456789abcdef0123456789abcdef.1.part", "a.json"],
            Directory
                .GetFileSystemEntries(_home.Folder)
                .Select(static f => Path.GetFileName(f))
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_mistyped_option_is_told_and_a_writing_query_refused()
    {
        await StartAsync("CREATE (:A)");
        var summary = await _home.RunAsync("CALL apoc.export.json.all('a.json', {steram: true})");
        var note = Assert.Single(summary.Notifications);
        Assert.Contains("There is no option 'steram'", note.Description, StringComparison.Ordinal);
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            _home.RunAsync("CALL apoc.export.json.query('CREATE (n) RETURN n', 'a.json')")
        );
        Assert.Contains("only reads", error.Message, StringComparison.Ordinal);
    }

    private async Task StartAsync(string query)
    {
        _home = await ApocHome.EmptyAsync();
        await _home.RunAsync(query);
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
