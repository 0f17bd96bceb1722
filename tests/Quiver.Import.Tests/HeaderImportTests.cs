namespace Quiver.Import.Tests;

public sealed class HeaderImportTests
{
    [Fact]
    public void Commas_between_braces_of_a_header_do_not_separate_fields()
    {
        using var folder = new ImportFolder()
            .Nodes(
                "N",
                "id:ID(G){label:L, id-type: int},v:vector{coordinateType:byte,dimensions:2},\"p:point{crs:WGS-84,height:1}\",name",
                "7,1;2,\"{x:1,y:2,crs:WGS-84-3D}\",end"
            )
            .Relationships("R", ":START_ID(G):int,:END_ID(G)", "7,7");
        var graph = folder.RunAndRead();
        Assert.Equal(
            [
                "(N {id: 7, v: vector([1, 2], 2, INTEGER8), p: point({x: 1.0, y: 2.0, z: 1.0, crs: 'wgs-84-3d'}), name: 'end'})",
            ],
            graph.Nodes
        );
        Assert.Equal(["0-[R]->0"], graph.Relationships);
    }

    [Fact]
    public void Fields_without_text_are_not_read()
    {
        using var folder = new ImportFolder().Nodes(
            "N",
            "one:id\ttwo\t\tdate:long",
            "a\tb\tskipped\t5"
        );
        folder.Options = folder.Options with { Delimiter = '\t' };
        Assert.Equal(["(N {one: 'a', two: 'b', date: 5})"], folder.RunAndRead().Nodes);
    }

    [Fact]
    public void A_header_with_columns_of_all_kinds_is_read()
    {
        using var folder = new ImportFolder().Nodes(
            "",
            "ID:ID,label-one:label,also:LABEL,name,age:long,location:Point{crs:WGS-84}",
            "1,A,B;C,Ada,36,\"{x:1,y:2}\"",
            "2,,,,,"
        );
        Assert.Equal(
            [
                "(A:B:C {ID: '1', name: 'Ada', age: 36, location: point({x: 1.0, y: 2.0, crs: 'wgs-84'})})",
                "( {ID: '2'})",
            ],
            folder.RunAndRead().Nodes
        );
    }

    [Theory]
    [InlineData("k5:int", "k5")]
    [InlineData("k2999:string[]", "k2999")]
    [InlineData("k0:ID(G)", "k0")]
    public void A_name_that_is_given_twice_is_found_in_a_long_header(string last, string name)
    {
        var keys = Enumerable.Range(0, 3_000).Select(key => $"k{key}:int").ToList();
        using var right = new ImportFolder();
        string[] cells = [.. keys.Select(_ => "1"), "2"];
        right.Nodes("N", string.Join(',', [.. keys, "other:int"]), string.Join(',', cells));
        Assert.Equal(3_001, right.Run().Properties);

        using var wrong = new ImportFolder();
        string header = string.Join(',', [.. keys, last]);
        wrong.Nodes("N", header, string.Join(',', cells));
        Assert.Contains(
            $":1:{header.Length - last.Length + 1}: the property '{name}' is given twice in this header.",
            wrong.Fail().Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Names_keep_their_colons_and_parentheses()
    {
        using var folder = new ImportFolder().Nodes(
            "N",
            "uri:ID,http://example.com/property/name:string[],size (cm):int",
            "a,x;y,7"
        );
        var graph = folder.RunAndRead();
        Assert.Equal(
            ["uri", "http://example.com/property/name", "size (cm)"],
            graph.Manifest.Tokens.PropertyKeys.All
        );
        string node = Assert.Single(graph.Nodes);
        Assert.Contains("['x', 'y']", node, StringComparison.Ordinal);
        Assert.EndsWith(": 7})", node, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_and_group_of_an_id_may_stand_in_either_order()
    {
        using var folder = new ImportFolder()
            .Nodes("A", "id:ID{k:10,j:\"Some string\"}(a)", "1")
            .Nodes("B", "id:ID(b){k:10,j:\"Some string\"}", "1")
            .Relationships("R", ":START_ID(a),:END_ID(b)", "1,1");
        Assert.Equal(["0-[R]->1"], folder.RunAndRead().Relationships);
    }

    [Theory]
    [InlineData("id:ID, name", "' name' begins")]
    [InlineData("id:ID,name ,age:int", "'name ' begins")]
    [InlineData("id:ID, name:string, :LABEL", "' name' begins")]
    [InlineData(" :ID,name", "' ' begins")]
    [InlineData("id:ID,a, b:int", "' b' begins")]
    [InlineData("id:ID, a, b:int", "' a' (and that of another one) begins")]
    [InlineData("id:ID, a, b:int,\u00a0c[],d:long,e", "' a' (and those of 2 others) begins")]
    public void Blanks_around_the_names_of_properties_are_kept_and_warned_of(
        string header,
        string names
    )
    {
        using var folder = new ImportFolder().Nodes("N", header, "1,2");
        Assert.Single(folder.RunAndRead().Nodes);
        string warning = Assert.Single(folder.Progress.Warnings);
        Assert.StartsWith(
            $"{folder.Options.Nodes[0].Files[0]}: the name of the property {names} or ends with a blank",
            warning,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Blanks_in_other_places_of_a_header_are_not_warned_of()
    {
        using var folder = new ImportFolder()
            .Nodes("N", "id: ID, :LABEL,full name: string,x: int[] , :IGNORE,", "1,L,Ann B,,,")
            .Relationships("R", " :START_ID, :END_ID,w: int", "1,1,2");
        Assert.Equal(["(L:N {id: '1', full name: 'Ann B'})"], folder.RunAndRead().Nodes);
        Assert.Empty(folder.Progress.Warnings);
    }

    [Theory]
    [InlineData("sep=;", ", and give --delimiter=';' --array-delimiter=',' instead.")]
    [InlineData("SEP=|", ", and give --delimiter='|' instead.")]
    [InlineData("sep=\t", ", and give --delimiter=TAB instead.")]
    [InlineData("sep=,", ".")]
    public void A_first_line_that_tells_spreadsheets_the_delimiter_is_refused(
        string line,
        string remedy
    )
    {
        using var folder = new ImportFolder().Nodes("N", line, "id:ID;name", "1;a");
        Assert.StartsWith(
            $"{folder.Options.Nodes[0].Files[0]}:1:1: this line is no header: it tells spreadsheets the delimiter. Delete it{remedy}",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("sep=x")]
    [InlineData("sep=")]
    [InlineData("step=;")]
    public void A_header_that_begins_alike_is_one(string header)
    {
        using var folder = new ImportFolder().Nodes("N", header, "1");
        Assert.Single(folder.RunAndRead().Nodes);
    }

    [Fact]
    public void Nodes_without_any_label_are_imported_with_a_warning_and_rows_without_any_type_fail()
    {
        using var folder = new ImportFolder().Nodes("", "id:ID,name", "1,a", "2,b");
        var graph = folder.RunAndRead();
        Assert.Equal(["( {id: '1', name: 'a'})", "( {id: '2', name: 'b'})"], graph.Nodes);
        Assert.Empty(graph.Manifest.Tokens.Labels.All);
        Assert.Contains(
            "get no label",
            Assert.Single(folder.Progress.Warnings),
            StringComparison.Ordinal
        );

        folder.Relationships(null, ":START_ID,:END_ID", "1,2", "2,1");
        folder.Options = folder.Options with { OverwriteDestination = true };
        string message = folder.Fail().Message;
        Assert.Contains("relationships0.csv:2:1: ", message, StringComparison.Ordinal);
        Assert.Contains("missing data: its type", message, StringComparison.Ordinal);
        Assert.Contains(
            folder.Progress.Warnings,
            warning => warning.Contains("have no type", StringComparison.Ordinal)
        );
        folder.Options = folder.Options with { SkipBadRelationships = true };
        Assert.Equal(2, folder.Run().Skipped.BadRelationships);
    }

    [Fact]
    public void Ids_of_different_groups_may_be_equal_and_a_group_may_be_global()
    {
        using var folder = new ImportFolder()
            .Nodes("Actor", ":ID(Actor)", "1", "2", "3")
            .Nodes("Movie", ":ID(Movie list)", "4", "5", "2")
            .Nodes("Other", ":ID", "1")
            .Relationships("IN", ":START_ID(Actor),:END_ID(Movie list)", "2,2")
            .Relationships("AS", ":START_ID,:END_ID(Actor)", "1,1");
        var graph = folder.RunAndRead();
        Assert.Equal(7, graph.Nodes.Count);
        Assert.Equal(["1-[IN]->5", "6-[AS]->0"], graph.Relationships);
    }

    [Fact]
    public void A_quoted_empty_id_is_an_id_and_an_unquoted_one_none()
    {
        using var folder = new ImportFolder()
            .Nodes("N", "id:ID,n:int", "\"\",1", ",2", ",3", "a,4")
            .Relationships("R", ":START_ID,:END_ID", "\"\",a");
        var graph = folder.RunAndRead();
        Assert.Equal(
            ["(N {id: '', n: 1})", "(N {n: 2})", "(N {n: 3})", "(N {id: 'a', n: 4})"],
            graph.Nodes
        );
        Assert.Equal(["0-[R]->3"], graph.Relationships);
    }

    [Theory]
    [InlineData("A;;B")]
    [InlineData("A;")]
    [InlineData("\"; \"")]
    public void An_empty_label_fails_with_its_row(string cell)
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID,kind:LABEL", "1,A", $"2,{cell}");
        string message = folder.Fail().Message;
        Assert.Contains(
            "nodes0.csv:3:3: column 'kind': an empty label is no label",
            message,
            StringComparison.Ordinal
        );
        Assert.Contains($"row: 2,{cell}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" \"A\"", false, "\"A\"")]
    [InlineData(" \"A\"", true, "A")]
    [InlineData("\"A \"", false, "A")]
    [InlineData("\t\"-", false, "\"-")]
    [InlineData("A\"", false, "A\"")]
    public void A_quote_behind_blanks_belongs_to_a_label_or_type_unless_blanks_are_dropped(
        string cell,
        bool trims,
        string expected
    )
    {
        using var folder = new ImportFolder()
            .Nodes("", "id:ID,:LABEL", $"1,{cell}")
            .Relationships(null, ":START_ID,:END_ID,:TYPE", $"1,1,{cell}");
        folder.Options = folder.Options with { TrimStrings = trims };
        var graph = folder.RunAndRead();
        Assert.Equal(1, graph.NodesWith(expected));
        Assert.Equal(1, graph.RelationshipsOf(expected));
    }

    [Fact]
    public void A_relationship_without_any_type_fails_with_its_row()
    {
        using var folder = new ImportFolder()
            .Nodes("N", ":ID", "1")
            .Relationships(null, ":START_ID,:END_ID,:TYPE", "1,1,A", "1,1,\" \"");
        string message = folder.Fail().Message;
        Assert.Contains("relationships0.csv:3:1", message, StringComparison.Ordinal);
        Assert.Contains("missing data: its type", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Braces_of_points_protect_the_delimiter_in_rows_with_too_many_cells()
    {
        using var folder = new ImportFolder().Nodes(
            "City",
            "name:ID,location:point{crs:WGS-84},at:point,more:point[],end:int",
            "malmö,{latitude:55.6121514, longitude:12.9950357},{x:1,y:2},{x:1,y:2};{x:3,y:4},7",
            "london,\"{y:51.507222, x:-0.1275}\",Point{x:1,y:2},,8",
            "nowhere,,,,9"
        );
        Assert.Equal(
            [
                "(City {name: 'malmö', location: point({x: 12.9950357, y: 55.6121514, crs: 'wgs-84'}), at: point({x: 1.0, y: 2.0, crs: 'cartesian'}), more: [point({x: 1.0, y: 2.0, crs: 'cartesian'}), point({x: 3.0, y: 4.0, crs: 'cartesian'})], end: 7})",
                "(City {name: 'london', location: point({x: -0.1275, y: 51.507222, crs: 'wgs-84'}), at: point({x: 1.0, y: 2.0, crs: 'cartesian'}), end: 8})",
                "(City {name: 'nowhere', end: 9})",
            ],
            folder.RunAndRead().Nodes
        );
    }

    [Theory]
    [InlineData("1,{x:1,y:2")]
    [InlineData("1,{x:1,y:2},3")]
    [InlineData("1,{x:1},y:2},3")]
    public void Rows_that_have_too_many_cells_all_the_same_are_refused(string row)
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID,p:point", row);
        Assert.Contains("extra column", folder.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_points_braces_are_ordinary()
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID,p", "1,{x:1,y:2}");
        Assert.Contains("extra column", folder.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Zones_of_the_value_beat_those_of_the_header_and_these_the_configured_one()
    {
        using var folder = new ImportFolder().Nodes(
            "N",
            "a:datetime,b:datetime{timezone:+03:00},c:time",
            "2018-05-10T10:30,2018-05-10T10:30,1:00",
            "2018-05-10T10:30Z,2018-05-10T10:30-01:00,1:00Z"
        );
        folder.Options = folder.Options with { DefaultTimeZone = "+02:00" };
        Assert.Equal(
            [
                "(N {a: datetime('2018-05-10T10:30:00+02:00'), b: datetime('2018-05-10T10:30:00+03:00'), c: time('01:00:00+02:00')})",
                "(N {a: datetime('2018-05-10T10:30:00Z'), b: datetime('2018-05-10T10:30:00-01:00'), c: time('01:00:00Z')})",
            ],
            folder.RunAndRead().Nodes
        );
    }

    [Fact]
    public void Coordinates_of_vectors_have_a_delimiter_of_their_own()
    {
        using var folder = new ImportFolder().Nodes(
            "N",
            "v:vector{coordinateType:int,dimensions:3}",
            "1|2|-3"
        );
        folder.Options = folder.Options with { VectorDelimiter = '|' };
        Assert.Equal(["(N {v: vector([1, 2, -3], 3, INTEGER32)})"], folder.RunAndRead().Nodes);
    }

    [Fact]
    public void Booleans_that_are_neither_and_text_with_outer_blanks_are_counted_by_column()
    {
        using var folder = new ImportFolder()
            .Nodes(
                "N",
                "id:ID,ok:boolean,name,fine:boolean",
                "1,TRUE, x,true",
                "2,false,y ,false",
                "3,1,\" z \",",
                "4,,a b,true",
                "\t5,yes,,true"
            )
            .Relationships("R", ":START_ID,:END_ID,note", "1,2, n");
        var result = folder.Run();
        string nodes = Path.Join(folder.Folder, "nodes0.csv");
        Assert.Equal(
            [
                new ColumnNote(nodes, "id", ColumnNoteKind.OuterBlanks, 1),
                new ColumnNote(nodes, "ok", ColumnNoteKind.OtherThanTrueOrFalse, 3),
                new ColumnNote(nodes, "name", ColumnNoteKind.OuterBlanks, 3),
                new ColumnNote(
                    Path.Join(folder.Folder, "relationships0.csv"),
                    "note",
                    ColumnNoteKind.OuterBlanks,
                    1
                ),
            ],
            result.ColumnNotes
        );
    }

    [Fact]
    public void Cells_of_rows_that_are_dropped_as_duplicates_are_not_counted_twice()
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID", " a", " a", " b");
        folder.Options = folder.Options with { SkipDuplicateNodes = true };
        Assert.Equal(2, Assert.Single(folder.Run().ColumnNotes).Count);
    }
}
