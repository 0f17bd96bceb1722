using Quiver.Import.Headers;

namespace Quiver.Import.Tests;

public sealed class CellValuesTests
{
    [Theory]
    // Integers: a minus and digits, blanks around them.
    [InlineData("long", "9223372036854775807", "9223372036854775807")]
    [InlineData("long", "-9223372036854775808", "-9223372036854775808")]
    [InlineData("long", "9223372036854775808", "error: is too big for a 64-bit integer")]
    [InlineData("long", "-9223372036854775809", "error: is too big for a 64-bit integer")]
    [InlineData("long", " 42 ", "42")]
    [InlineData("long", "\"42\"", "42")]
    [InlineData("long", "00000000000000000000007", "7")]
    [InlineData("long", "+5", "error: is not an integer")]
    [InlineData("long", "1.0", "error: is not an integer")]
    [InlineData("long", "1_000", "error: is not an integer")]
    [InlineData("long", "-", "error: is not an integer")]
    [InlineData("long", "\"\"", "absent")]
    [InlineData("long", "", "absent")]
    // Narrow types are wide by default.
    [InlineData("int", "9999999999", "9999999999")]
    [InlineData("byte", "300", "300")]
    // Floats, as Java reads them.
    [InlineData("double", "0.1", "0.1")]
    [InlineData("double", "-1.5e300", "-1.5E300")]
    [InlineData("double", "1e5", "100000.0")]
    [InlineData("double", "NaN", "NaN")]
    [InlineData("double", "-Infinity", "-Infinity")]
    [InlineData("double", "-NaN", "NaN")]
    [InlineData("double", "+Infinity", "Infinity")]
    [InlineData("double", "nan", "error: is not a number")]
    [InlineData("double", "-infinity", "error: is not a number")]
    [InlineData("double", "INFINITY", "error: is not a number")]
    [InlineData("float", "Nan", "error: is not a number")]
    [InlineData("double", "1e400", "Infinity")]
    [InlineData("double", "5.", "5.0")]
    [InlineData("double", "1d", "1.0")]
    [InlineData("double", "1.5f", "1.5")]
    [InlineData("double", "0x1.8p3", "12.0")]
    [InlineData("double", "-0X.8P-1d", "-0.25")]
    [InlineData("double", "0x1.8", "error: is not a number")]
    [InlineData("double", "0xp1", "error: is not a number")]
    [InlineData("double", "12345678901234567890.5", "1.2345678901234567E19")]
    [InlineData("double", "1,5", "error: extra")]
    [InlineData("double", "\"1,5\"", "error: is not a number")]
    [InlineData("double", "abc", "error: is not a number")]
    [InlineData("double", ".", "error: is not a number")]
    [InlineData("float", "0.1", "0.1")]
    // Booleans: exactly true.
    [InlineData("boolean", "true", "true")]
    [InlineData("boolean", " true ", "true")]
    [InlineData("boolean", "TRUE", "false")]
    [InlineData("boolean", "1", "false")]
    [InlineData("boolean", "yes", "false")]
    [InlineData("boolean", "", "absent")]
    // Text is taken as it is.
    [InlineData("string", "  x ", "'  x '")]
    [InlineData("string", "\"\"", "''")]
    [InlineData("string", "", "absent")]
    // A char is one character, and no empty text.
    [InlineData("char", "a", "'a'")]
    [InlineData("char", "😀", "'😀'")]
    [InlineData("char", "ab", "error: is more than one character")]
    [InlineData("char", "\"\"", "absent")]
    [InlineData("TextValue", "a", "'a'")]
    // Temporal values.
    [InlineData("date", "2012-11-21", "date('2012-11-21')")]
    [InlineData("date", "2000-02-29", "date('2000-02-29')")]
    [InlineData("date", "1900-02-29", "error: out of range")]
    [InlineData("date", "2012-13-01", "error: out of range")]
    [InlineData("date", "0000-01-01", "date('0000-01-01')")]
    [InlineData("date", "20121121", "date('2012-11-21')")]
    [InlineData("date", "x", "error: is not a date")]
    [InlineData("datetime", "2012-11-21T10:30:05.123Z", "datetime('2012-11-21T10:30:05.123Z')")]
    [InlineData(
        "datetime",
        "1969-12-31T23:59:59.999999999Z",
        "datetime('1969-12-31T23:59:59.999999999Z')"
    )]
    [InlineData("datetime", "2012-11-21T10:30+02:00", "datetime('2012-11-21T10:30:00+02:00')")]
    [InlineData(
        "datetime",
        "2018-05-10T10:30[Europe/Berlin]",
        "datetime('2018-05-10T10:30:00+02:00[Europe/Berlin]')"
    )]
    [InlineData("datetime", "2012-11-21T10:30", "datetime('2012-11-21T10:30:00Z')")]
    [InlineData("datetime", "2012-11-21T24:30Z", "error: is not a datetime")]
    [InlineData(
        "datetime{timezone:+02:00}",
        "2012-11-21T10:30",
        "datetime('2012-11-21T10:30:00+02:00')"
    )]
    [InlineData("time{timezone:+02:00}", "10:30", "time('10:30:00+02:00')")]
    [InlineData("time{timezone:+02:00}", "10:30-01:00", "time('10:30:00-01:00')")]
    [InlineData(
        "datetime{timezone:Europe/Stockholm}",
        "2018-05-10T10:30",
        "datetime('2018-05-10T10:30:00+02:00[Europe/Stockholm]')"
    )]
    [InlineData("date", "1985-4-20", "date('1985-04-20')")]
    [InlineData("localtime", "2:41:34", "localtime('02:41:34')")]
    [InlineData("duration", "P-1YT4H20M", "duration('P-1YT4H20M')")]
    [InlineData("datetime", "2018-05-10T10:30[Nowhere/Town]", "error: tz database")]
    [InlineData("localtime", "10:30:15", "localtime('10:30:15')")]
    [InlineData("localdatetime", "2012-11-21T10:30:15", "localdatetime('2012-11-21T10:30:15')")]
    [InlineData("duration", "P3MT13H37M", "duration('P3MT13H37M')")]
    // Arrays are cut at the array delimiter, without quoting.
    [InlineData("string[]", "a;b", "['a', 'b']")]
    [InlineData("string[]", ";", "['', '']")]
    [InlineData("string[]", "\"a;\"\"b\"\"\"", "['a', '\"b\"']")]
    [InlineData("string[]", "", "absent")]
    [InlineData("string[]", " ", "[' ']")]
    [InlineData("string[]", "\"  \"", "['  ']")]
    [InlineData("string[]", "\"\"", "absent")]
    [InlineData("long[]", "1; 2;-3", "[1, 2, -3]")]
    [InlineData("long[]", "1;2;", "error: is not an integer")]
    [InlineData(
        "long[]",
        "9223372036854775807;-9223372036854775808;9;-9;99;63;64;-64;-65;0000000000000000000001",
        "[9223372036854775807, -9223372036854775808, 9, -9, 99, 63, 64, -64, -65, 1]"
    )]
    [InlineData("short[]", "40000", "error: is too big for the type short")]
    [InlineData("boolean[]", "true;x", "[true, false]")]
    [InlineData("double[]", "1;2.5", "[1.0, 2.5]")]
    [InlineData("byte[]", "1;-128", "[1, -128]")]
    [InlineData("float[]", "0.5;NaN", "[0.5, NaN]")]
    [InlineData("float[]", "0.1;1e39", "[0.10000000149011612, Infinity]")]
    [InlineData("double[]", "0.1;1e39", "[0.1, 1.0E39]")]
    [InlineData("date[]", "1985-4-20;2030-12-12", "[date('1985-04-20'), date('2030-12-12')]")]
    [InlineData(
        "time[]{timezone:+02:00}",
        "10:30;11:00Z",
        "[time('10:30:00+02:00'), time('11:00:00Z')]"
    )]
    [InlineData("localtime[]", "2:41:34", "[localtime('02:41:34')]")]
    [InlineData("localdatetime[]", "2012-11-21T10:30", "[localdatetime('2012-11-21T10:30:00')]")]
    [InlineData(
        "datetime[]{timezone:Europe/Stockholm}",
        "2018-05-10T10:30",
        "[datetime('2018-05-10T10:30:00+02:00[Europe/Stockholm]')]"
    )]
    [InlineData("duration[]", "P3MT13H37M;P1D", "[duration('P3MT13H37M'), duration('P1D')]")]
    // Points: a map, with the header's options beneath.
    [InlineData(
        "point",
        "\"Point{latitude: 56.7, longitude: 13.2}\"",
        "point({x: 13.2, y: 56.7, crs: 'wgs-84'})"
    )]
    [InlineData("point", "\"{ x : 1 , y : 2 }\"", "point({x: 1.0, y: 2.0, crs: 'cartesian'})")]
    [InlineData(
        "point",
        "\"{X:1,Y:2,Z:-3}\"",
        "point({x: 1.0, y: 2.0, z: -3.0, crs: 'cartesian-3d'})"
    )]
    [InlineData(
        "point",
        "\"{latitude:1,longitude:2,height:3}\"",
        "point({x: 2.0, y: 1.0, z: 3.0, crs: 'wgs-84-3d'})"
    )]
    [InlineData("point{crs:WGS-84}", "\"{x:1,y:2}\"", "point({x: 1.0, y: 2.0, crs: 'wgs-84'})")]
    [InlineData("point{srid:4326}", "\"{x:1,y:2}\"", "point({x: 1.0, y: 2.0, crs: 'wgs-84'})")]
    [InlineData(
        "point{crs:WGS-84}",
        "\"{x:1,y:2,crs:cartesian}\"",
        "point({x: 1.0, y: 2.0, crs: 'cartesian'})"
    )]
    [InlineData("point", "\"{x:1,y:2,srid:4326}\"", "point({x: 1.0, y: 2.0, crs: 'wgs-84'})")]
    [InlineData("point{y:9}", "{x:1}", "point({x: 1.0, y: 9.0, crs: 'cartesian'})")]
    [InlineData("point", "\"{latitude:1,latitude:2,longitude:3}\"", "error: is given twice")]
    [InlineData("point", "\"{x:1,y:2,crs:moon}\"", "error: Unknown coordinate reference system")]
    [InlineData("point", "{x:1}", "error: must contain either")]
    [InlineData("point", "\"{latitude:91,longitude:0}\"", "error: is not between")]
    [InlineData("point", "\"1,2\"", "error: is written as")]
    [InlineData("point", "\"\"", "absent")]
    [InlineData(
        "point[]",
        "\"{x:1,y:2};{x:3,y:4}\"",
        "[point({x: 1.0, y: 2.0, crs: 'cartesian'}), point({x: 3.0, y: 4.0, crs: 'cartesian'})]"
    )]
    [InlineData(
        "point[]",
        "\"{x:1,y:2};{x:3,y:4,crs:WGS-84}\"",
        "error: different coordinate reference systems"
    )]
    // Vectors.
    [InlineData(
        "vector{coordinateType:byte,dimensions:3}",
        "1; -128 ;127",
        "vector([1, -128, 127], 3, INTEGER8)"
    )]
    [InlineData(
        "vector{coordinateType:float,dimensions:2}",
        "0.5;1e1",
        "vector([0.5, 10.0], 2, FLOAT32)"
    )]
    [InlineData(
        "vector{coordinateType:long,dimensions:1}",
        "9223372036854775807",
        "vector([9223372036854775807], 1, INTEGER64)"
    )]
    [InlineData("vector{coordinateType:int,dimensions:3}", "1;2", "error: has 2 coordinates")]
    [InlineData("vector{coordinateType:short,dimensions:1}", "40000", "error: too big")]
    [InlineData("vector{coordinateType:double,dimensions:2}", "1;x", "error: is not a vector")]
    [InlineData("vector{coordinateType:double,dimensions:2}", "", "absent")]
    [InlineData("date[]", "1985-04-20;2030-12-12", "[date('1985-04-20'), date('2030-12-12')]")]
    public void Cells_become_values_of_the_type_of_their_header(
        string type,
        string cell,
        string expected
    )
    {
        using var folder = new ImportFolder().Nodes("N", $"id:ID,x:{type}", $"1,{cell}");
        if (expected.StartsWith("error: ", StringComparison.Ordinal))
        {
            var error = folder.Fail();
            Assert.Contains(expected[7..], error.Message, StringComparison.Ordinal);
            Assert.Contains("nodes0.csv:2:", error.Message, StringComparison.Ordinal);
        }
        else
        {
            string node = Assert.Single(folder.RunAndRead().Nodes);
            string value = expected == "absent" ? "" : $", x: {expected}";
            Assert.Equal($"(N {{id: '1'{value}}})", node);
        }
    }

    [Theory]
    [InlineData("int", "9999999999", "error")]
    [InlineData("int", "2147483648", "error")]
    [InlineData("int", "-2147483648", "-2147483648")]
    [InlineData("byte", "128", "error")]
    [InlineData("float", "0.1", "0.10000000149011612")]
    [InlineData("short", "32768", "error")]
    [InlineData("long", "9999999999", "9999999999")]
    public void Narrow_types_are_narrow_without_normalization(
        string type,
        string cell,
        string expected
    )
    {
        using var folder = new ImportFolder().Nodes("N", $"x:{type}", cell);
        folder.Options = folder.Options with { NormalizeTypes = false };
        if (expected == "error")
        {
            string message = folder.Fail().Message;
            Assert.Contains("nodes0.csv:2:1", message, StringComparison.Ordinal);
            Assert.Contains($"too big for the type {type}", message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal([$"(N {{x: {expected}}})"], folder.RunAndRead().Nodes);
        }
    }

    [Theory]
    [InlineData(false, "(N {id: '1', a: '', d: 'value'})")]
    [InlineData(true, "(N {id: '1', d: 'value'})")]
    public void A_quoted_empty_cell_is_a_text_and_an_empty_one_none(bool ignores, string expected)
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID,a,b,c:int,d", "1,\"\",,,value");
        folder.Options = folder.Options with { IgnoreEmptyStrings = ignores };
        Assert.Equal([expected], folder.RunAndRead().Nodes);
    }

    [Fact]
    public void An_empty_cell_quoted_or_not_is_no_value_of_any_type_but_text()
    {
        var scalars = Enum.GetValues<PropertyType>()
            .Where(type => type is not (PropertyType.String or PropertyType.Vector))
            .ToList();
        string[] types =
        [
            .. scalars.Select(PropertyTypes.NameOf),
            .. scalars
                .Where(PropertyTypes.HasArrays)
                .Select(type => PropertyTypes.NameOf(type) + "[]"),
            "vector{coordinateType:float,dimensions:2}",
        ];
        string header = string.Join(',', types.Select((type, i) => $"p{i}:{type}"));
        using var folder = new ImportFolder().Nodes(
            "N",
            $"id:ID,{header}",
            $"1{string.Concat(types.Select(_ => ",\"\""))}",
            $"2{string.Concat(types.Select(_ => ","))}"
        );
        Assert.Equal(["(N {id: '1'})", "(N {id: '2'})"], folder.RunAndRead().Nodes);
    }

    [Fact]
    public void Trimming_and_ignoring_empty_strings_are_options()
    {
        using var folder = new ImportFolder().Nodes(
            "N",
            "id:ID,a,b:string[]",
            "1,  x , p ; q",
            "2, \" y \" ,",
            "3,\"\",\"\""
        );
        folder.Options = folder.Options with { TrimStrings = true, IgnoreEmptyStrings = true };
        Assert.Equal(
            ["(N {id: '1', a: 'x', b: ['p', 'q']})", "(N {id: '2', a: ' y '})", "(N {id: '3'})"],
            folder.RunAndRead().Nodes
        );
    }

    [Fact]
    public void Short_rows_lack_their_last_values_and_do_not_reach_into_the_next()
    {
        using var folder = new ImportFolder().Nodes(
            "N",
            "id:ID,a:long,:IGNORE,b",
            "0,",
            "1,5",
            "2,6,skipped",
            "3,7,skipped,end"
        );
        Assert.Equal(
            [
                "(N {id: '0'})",
                "(N {id: '1', a: 5})",
                "(N {id: '2', a: 6})",
                "(N {id: '3', a: 7, b: 'end'})",
            ],
            folder.RunAndRead().Nodes
        );
    }

    [Fact]
    public void Multiline_fields_are_kept_when_allowed()
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID,x", "1,\"a", "", "b\"", "2,c");
        Assert.Contains("--multiline-fields", folder.Fail().Message, StringComparison.Ordinal);
        folder.Options = folder.Options with { MultilineFields = true };
        Assert.Equal(
            ["(N {id: '1', x: 'a\\n\\nb'})", "(N {id: '2', x: 'c'})"],
            folder.RunAndRead().Nodes
        );
    }
}
