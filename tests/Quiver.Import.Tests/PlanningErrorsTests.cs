using System.Text;

namespace Quiver.Import.Tests;

public sealed class PlanningErrorsTests
{
    [Fact]
    public void All_mistakes_of_all_headers_are_reported_at_once_before_anything_is_written()
    {
        using var folder = new ImportFolder()
            .Nodes("A", "id:ID(left),x:wrong,:ignore")
            .Nodes("B", "id:ID(rite),name,name:long", "1,2,3")
            .Relationships("R", ":LABEL,:END_ID(left)")
            .Relationships("S", "a,b");
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Data, error.Kind);
        string[] lines = error.Message.Split(Environment.NewLine);
        string[] expected =
        [
            "nodes0.csv:1:13: 'wrong' in 'x:wrong' is not a valid type.",
            "nodes0.csv:1:21: 'ignore' in ':ignore' must be written IGNORE",
            "nodes1.csv:1:18: the property 'name' is given twice",
            "relationships0.csv:1:1: unexpected relationship header type 'LABEL'",
            "relationships0.csv:1: missing header of type START_ID",
            "relationships1.csv:1: missing header of type START_ID, among entries [a:string, b:string]",
            "relationships1.csv:1: missing header of type END_ID",
        ];
        Assert.Equal(expected.Length, lines.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Contains(expected[i], lines[i], StringComparison.Ordinal);
        }
        Assert.False(Directory.Exists(folder.Options.DatabaseDirectory));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Mistakes_in_many_headers_come_in_their_order_with_their_places_whatever_the_threads(
        int threads
    )
    {
        const int Groups = 40;
        using var folder = new ImportFolder();
        folder.Options = folder.Options with { Threads = threads };
        for (int group = 0; group < Groups; group++)
        {
            folder.Nodes(
                "A",
                $"key{group}:long,b:string,größe:int,c:int,x:wrong{group},d:int,e:no"
            );
        }
        string[] lines = folder.Fail().Message.Split(Environment.NewLine);
        Assert.Equal(2 * Groups, lines.Length);
        for (int group = 0; group < Groups; group++)
        {
            int digits = group < 10 ? 1 : 2;
            Assert.Contains(
                $"nodes{group}.csv:1:{35 + digits}: 'wrong{group}'",
                lines[2 * group],
                StringComparison.Ordinal
            );
            Assert.Contains(
                $"nodes{group}.csv:1:{49 + (2 * digits)}: 'no'",
                lines[(2 * group) + 1],
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void A_wrong_field_hides_nothing_else_that_is_wrong_in_its_header_or_in_those_that_refer_to_it()
    {
        using var folder = new ImportFolder()
            .Nodes("A", "id:ID(left),x:wrong,name,name:long,v:vector")
            .Nodes("B", "id:ID(left){id-type:long},x:wrong")
            .Relationships("R", ":START_ID(rite),:END_ID(left)")
            .Relationships("S", ":START_ID(left),:END_ID(lefd),x:wrong,:LABEL")
            .Relationships("T", ":START_ID(left),x:wrong");
        string[] expected =
        [
            "nodes0.csv:1:13: 'wrong' in 'x:wrong'",
            "nodes0.csv:1:26: the property 'name' is given twice",
            "nodes0.csv:1:36: 'v' needs both options",
            "nodes1.csv:1:27: 'wrong' in 'x:wrong'",
            "nodes1.csv:1:1: group 'left' has identifiers of type long here and string in",
            "relationships0.csv:1:1: group 'rite' not found. Available groups are: [left]",
            "relationships1.csv:1:31: 'wrong' in 'x:wrong'",
            "relationships1.csv:1:39: unexpected relationship header type 'LABEL'",
            "relationships1.csv:1:17: group 'lefd' not found",
            "relationships2.csv:1:17: 'wrong' in 'x:wrong'",
            "relationships2.csv:1: missing header of type END_ID",
        ];
        string[] lines = folder.Fail().Message.Split(Environment.NewLine);
        Assert.Equal(expected.Length, lines.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Contains(expected[i], lines[i], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("id:ID(left", ":START_ID(left),:END_ID(rite)")]
    [InlineData("id:IDD(left),x", ":START_ID(left),:END_ID(left)")]
    [InlineData("id:ID(rite)", ":STRAT_ID(rite),:END_ID(rite)")]
    [InlineData("id:ID(rite)", "from:STARTID(rite),:END_ID(rite)")]
    [InlineData("id:ID(a),x:ID(b)", ":START_ID(a),:END_ID(c)")]
    public void What_only_follows_from_a_wrong_field_is_not_told(string nodes, string relationships)
    {
        using var folder = new ImportFolder().Nodes("A", nodes).Relationships("R", relationships);
        Assert.Single(folder.Fail().Message.Split(Environment.NewLine));
    }

    [Fact]
    public void An_unknown_group_is_named_with_those_there_are()
    {
        using var folder = new ImportFolder()
            .Nodes("A", ":ID(left)", "1")
            .Nodes("B", ":ID(right)", "1")
            .Relationships("R", ":START_ID(left),:END_ID(rite)", "1,1")
            .Relationships("S", ":START_ID,:END_ID(left)", "1,1");
        string message = folder.Fail().Message;
        Assert.Contains(
            "group 'rite' not found. Available groups are: [left, right]",
            message,
            StringComparison.Ordinal
        );
        Assert.Contains("group 'global id space' not found", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_files_are_all_named()
    {
        using var folder = new ImportFolder()
            .NodeFiles("A", "/nowhere/a.csv", "/nowhere/b.csv")
            .RelationshipFiles("R", "/tmp");
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.InputOutput, error.Kind);
        Assert.Contains("'/nowhere/a.csv' does not exist", error.Message, StringComparison.Ordinal);
        Assert.Contains("'/nowhere/b.csv' does not exist", error.Message, StringComparison.Ordinal);
        Assert.Contains("'/tmp' is a directory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_cannot_be_are_usage_errors()
    {
        using var folder = new ImportFolder().Relationships("R", ":START_ID,:END_ID", "1,1");
        folder.Options = folder.Options with { Delimiter = ';', BadTolerance = -2, Threads = 0 };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Usage, error.Kind);
        foreach (
            string part in (string[])
                ["'--nodes'", "array delimiter", "--bad-tolerance", "--threads"]
        )
        {
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("a:ID{id-type:date},b:ID", "must be of type string, not date")]
    [InlineData("id:ID{id-type:time,timezone:Nowhere/At_all}", "a timezone that does not exist")]
    [InlineData("id:ID{id-type:vector}", "vector is not allowed as an id-type")]
    [InlineData("id:ID{id-type:word}", "the id-type 'word' does not exist")]
    [InlineData("id:ID,:START_ID", "nodes0.csv:1:7: unexpected node header type 'START_ID'")]
    [InlineData("id:ID,x:vector{dimensions:3}", "nodes0.csv:1:7: 'x' needs both options")]
    [InlineData("id:ID,x:vector{coordinateType:float}", "nodes0.csv:1:7: 'x' needs both options")]
    [InlineData("x:vector{coordinateType:float,dimensions:4097}", "dimensions '4097'")]
    [InlineData("x:vector{coordinateType:char,dimensions:2}", "unknown coordinateType 'char'")]
    [InlineData("x:point{crs:moon}", "'x' has options that are no point's")]
    [InlineData("id:ID,t:time{timezone:Nowhere/Town}", "timezone that does not exist")]
    [InlineData("id:ID,:ACTION", "belongs to an incremental import")]
    [InlineData("id:ID,id:ID", "give each column a name of its own")]
    [InlineData("one:id,one", "'one' is given twice")]
    [InlineData("a:ID(g),b:ID(h)", "2 ID columns, but they refer to different groups")]
    [InlineData("a:ID,b:ID{id-type:long}", "must be of type string, not integer")]
    [InlineData(":SOMETHING,abcde#rtg:123,", "'SOMETHING' in ':SOMETHING' is not a valid type")]
    public void Wrong_headers_are_refused_with_place_and_reason(string header, string expected)
    {
        using var folder = new ImportFolder().Nodes("A", header, "1,2");
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Data, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("age:integer", "'long'")]
    [InlineData("age:Int32", "'int'")]
    [InlineData("ok:bool", "'boolean'")]
    [InlineData("name:text", "'string'")]
    [InlineData("names:varchar[]", "'string[]'")]
    [InlineData("name:srting", "'string'")]
    [InlineData("at:timestamp", "'datetime'")]
    [InlineData(":LABELS", "'LABEL'")]
    public void A_type_of_other_programs_and_a_mistyped_one_are_refused_with_the_one_that_is_meant(
        string field,
        string meant
    )
    {
        using var folder = new ImportFolder().Nodes("A", "id:ID," + field, "1,2");
        Assert.Contains(
            $"is not a valid type. Did you mean {meant}? Known are ",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Rows_that_another_delimiter_would_cut_into_as_many_cells_as_the_header_has_are_warned_of()
    {
        using var folder = new ImportFolder()
            .Nodes("A", "id:ID,name,x:int", "1;Ann;3", "2;Bob;4")
            .Nodes("B", "id:ID,name,x:int", "urn:3", "urn:4");
        Assert.Equal(4, folder.RunAndRead().Nodes.Count);
        string warning = Assert.Single(folder.Progress.Warnings);
        Assert.Equal(
            $"{folder.Options.Nodes[0].Files[0]}:2:1: This row has one cell where the header has 3; with ';' as the --delimiter it would have as many. So have the rows behind it.",
            warning
        );
    }

    [Fact]
    public void Rows_of_one_cell_among_others_are_not_warned_of()
    {
        using var folder = new ImportFolder().Nodes("A", "id:ID,name", "urn:1", "urn:2,Ann");
        Assert.Equal(2, folder.RunAndRead().Nodes.Count);
        Assert.Empty(folder.Progress.Warnings);
    }

    [Fact]
    public void A_node_file_without_any_text_is_warned_of()
    {
        using var folder = new ImportFolder().Nodes("A", "id:ID", "1");
        string empty = Path.Join(folder.Folder, "empty.csv");
        File.WriteAllText(empty, "");
        folder.NodeFiles("B", empty);
        Assert.Single(folder.RunAndRead().Nodes);
        Assert.Equal(
            $"{empty} is empty: its group has neither a header nor rows.",
            Assert.Single(folder.Progress.Warnings)
        );
    }

    [Fact]
    public void A_group_cannot_have_two_id_types()
    {
        using var folder = new ImportFolder()
            .Nodes("A", ":ID(g)", "1")
            .Nodes("B", ":ID(g){id-type:long}", "2")
            .Nodes("C", ":ID(h){id-type:int}", "3")
            .Nodes("D", ":ID(h){id-type:long}", "4");
        string message = folder.Fail().Message;
        Assert.Contains(
            "nodes1.csv:1:1: group 'g' has identifiers of type long here and string in",
            message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "nodes3.csv:1:1: group 'h' has identifiers of type long here and int in",
            message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("id:ID(g)|x", "--delimiter='|' it would have 2")]
    [InlineData("id:ID\tx:int\ty", "--delimiter=TAB it would have 3")]
    [InlineData("id:ID;x:int", "--delimiter=';' --array-delimiter=',' it would have 2")]
    public void A_wrong_delimiter_is_recognised(string header, string expected)
    {
        using var folder = new ImportFolder().Nodes("A", header, "1");
        Assert.Contains(expected, folder.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_start_lists_what_there_is_and_suggests_the_delimiter()
    {
        using var folder = new ImportFolder()
            .Nodes("A", ":ID", "1")
            .Relationships("R", "from;to", "1;1");
        string message = folder.Fail().Message;
        Assert.Contains(
            "missing header of type START_ID, among entries [from;to:string]. It has one field only; with --delimiter=';'",
            message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("utf-16", "UTF-16LE")]
    [InlineData("utf-16BE", "UTF-16BE")]
    public void Text_in_UTF16_without_mark_is_recognised(string encoding, string expected)
    {
        using var folder = new ImportFolder();
        string path = Path.Join(folder.Folder, "n.csv");
        File.WriteAllBytes(path, Encoding.GetEncoding(encoding).GetBytes("id:ID,name\n1,a\n"));
        folder.NodeFiles("N", path);
        Assert.Contains(
            $"--input-encoding={expected}",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("people.csv", "people_header.csv", true)]
    [InlineData("people.csv", "people-header.csv", true)]
    [InlineData("people.csv", "header_people.csv", true)]
    [InlineData("people_part1.csv", "people_headers.csv.gz", false)]
    [InlineData("people_part1.csv", "people_headers.csv", true)]
    [InlineData("people.csv", "headers.csv", true)]
    [InlineData("people.csv", "movies_header.csv", false)]
    public void Data_in_the_place_of_a_header_is_warned_of_with_the_header_beside_it(
        string data,
        string header,
        bool isFound
    )
    {
        using var folder = new ImportFolder();
        string path = folder.Write(data, "1,Ann", "2,Bob");
        string beside = folder.Write(
            header,
            header.EndsWith(".gz", StringComparison.Ordinal) ? "x" : "id:ID,name"
        );
        folder.Write("people_other_header.csv", "id:ID,name,age");
        folder.NodeFiles("N", path).Run();
        string warning = Assert.Single(folder.Progress.Warnings);
        Assert.Contains("no field of the first row has a type", warning, StringComparison.Ordinal);
        Assert.Equal(isFound, warning.Contains($"{beside},{path}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("movies4_header.csv")]
    [InlineData("movies4z.csv")]
    public void A_header_that_a_pattern_sorts_behind_its_data_is_an_error_and_no_row(string name)
    {
        using var folder = new ImportFolder();
        string first = folder.Write("movies4-part1.csv", "m1,Metropolis,1927", "m2,M,1931");
        string second = folder.Write("movies4-part2.csv", "m3,Vampyr,1932");
        string header = folder.Write(name, "movieId:ID,title,year:int");
        folder.NodeFiles("Movie", first, second, header);
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Data, error.Kind);
        Assert.Contains(
            $"give that file first, as in {header},{first}",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(folder.Options.DatabaseDirectory));
    }

    [Fact]
    public void Relationship_data_in_the_place_of_a_header_fails_with_the_header_beside_it()
    {
        using var folder = new ImportFolder().Nodes("N", ":ID", "1");
        string data = folder.Write("knows.csv", "1,1");
        string header = folder.Write("knows_header.csv", ":START_ID,:END_ID");
        folder.RelationshipFiles("KNOWS", data);
        Assert.Contains($"as in {header},{data}", folder.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Widened_types_are_said_and_arrays_are_not_widened()
    {
        using var folder = new ImportFolder().Nodes("N", "a:int,b:float,c:long,d:short[],e:char");
        folder.Run();
        Assert.Equal(
            [
                $"Property type of 'a' normalized from 'int' --> 'long' in {folder.Folder}/nodes0.csv",
                $"Property type of 'b' normalized from 'float' --> 'double' in {folder.Folder}/nodes0.csv",
            ],
            folder.Progress.Notes
        );
    }

    [Fact]
    public void A_default_time_zone_that_does_not_exist_is_a_usage_error()
    {
        using var folder = new ImportFolder().Nodes("N", "t:time", "1:00");
        folder.Options = folder.Options with { DefaultTimeZone = "Nowhere/Town" };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Usage, error.Kind);
        Assert.Contains("db.temporal.timezone", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Repeated_files_and_missing_labels_and_types_are_warned_of()
    {
        using var folder = new ImportFolder();
        string file = folder.Write("n.csv", "id:ID", "1");
        folder.NodeFiles("", file).Relationships(null, ":START_ID,:END_ID");
        folder.Run();
        Assert.Contains(
            folder.Progress.Warnings,
            w => w.Contains("get no label", StringComparison.Ordinal)
        );
        Assert.Contains(
            folder.Progress.Warnings,
            w => w.Contains("have no type", StringComparison.Ordinal)
        );
        folder.NodeFiles("X", file);
        folder.Options = folder.Options with { OverwriteDestination = true };
        Assert.Contains("defined more than once", folder.Fail().Message, StringComparison.Ordinal);
        Assert.Contains(
            folder.Progress.Warnings,
            w => w.Contains("more than once", StringComparison.Ordinal)
        );
    }
}
