using Quiver.Import.Headers;

namespace Quiver.Import.Tests.Headers;

public sealed class HeaderFieldParserTests
{
    [Theory]
    [InlineData("ID:ID", "ID Id String  ")]
    [InlineData("label-one:label", "label-one Label String  ")]
    [InlineData(":Start_Id(g)", " StartId String g ")]
    [InlineData(":END_ID( two words )", " EndId String two words ")]
    [InlineData(":TYPE", " Type String  ")]
    [InlineData("name", "name Property String  ")]
    [InlineData("ID", "ID Property String  ")]
    [InlineData("age:LONG", "age Property Long  ")]
    [InlineData("tags:string[]", "tags Property String[]  ")]
    [InlineData("", " Ignored String  ")]
    [InlineData(":IGNORE", " Ignored String  ")]
    [InlineData("name:IGNORE", "name Ignored String  ")]
    [InlineData("http://example.com/p:int[]", "http://example.com/p Property Int[]  ")]
    [InlineData("size (cm):int", "size (cm) Property Int  ")]
    [InlineData("location:Point{crs:WGS-84}", "location Property Point  crs=WGS-84")]
    [InlineData("id:ID{k:10,j:\"Some, string\"}(grp)", "id Id String grp j=Some, string;k=10")]
    [InlineData("id:ID(grp){k:10,j:\"Some, string\"}", "id Id String grp j=Some, string;k=10")]
    [InlineData("id:ID(grp){k:10,j:'x'}", "id Id String grp j=x;k=10")]
    [InlineData(
        "t:datetime{timezone:Europe/Stockholm}",
        "t Property DateTime  timezone=Europe/Stockholm"
    )]
    [InlineData(":START_ID:int", " StartId String  ")]
    [InlineData(":end_id(g):long", " EndId String g ")]
    [InlineData("id:ID:long", "id Id String  id-type=long")]
    [InlineData("id:ID(G){label:L, id-type: int}", "id Id String G id-type=int;label=L")]
    [InlineData(":+LABEL", " Label String  ")]
    [InlineData("id:ID(ns:Person)", "id Id String ns:Person ")]
    [InlineData(":START_ID( http://x/y )", " StartId String http://x/y ")]
    [InlineData("a:b:end_id(c:d:e){k:1}", "a:b EndId String c:d:e k=1")]
    [InlineData("id:ID{k:1}(a:b)", "id Id String a:b k=1")]
    [InlineData(":START_ID(a:b):int", " StartId String a:b ")]
    [InlineData("a:ID (cm):ID(g)", "a:ID (cm) Id String g ")]
    [InlineData("x:textvalue", "x Property String  ")]
    [InlineData("v:Vector{dimensions:3}", "v Property Vector  dimensions=3")]
    public void Fields_are_read(string field, string expected)
    {
        var column = HeaderFieldParser.Parse(field, 0, out string problem);
        Assert.Equal("", problem);
        Assert.NotNull(column);
        string options = string.Join(
            ';',
            column.Options.Select(o => $"{o.Key}={o.Value}").Order(StringComparer.Ordinal)
        );
        string array = column.IsArray ? "[]" : "";
        Assert.Equal(
            expected,
            $"{column.Name} {column.Role} {column.Type}{array} {column.Group} {options}"
        );
    }

    [Theory]
    [InlineData(":ignore", "must be written IGNORE")]
    [InlineData("x:unknown", "'unknown' in 'x:unknown' is not a valid type")]
    [InlineData("http://a/b", "is not a valid type")]
    [InlineData("abcde#rtg:123", "'123'")]
    [InlineData("uid:ID(label:Person)", "write 'uid:ID{label:Person}'")]
    [InlineData("x:string(a:b)", "is not a valid type")]
    [InlineData("x:char[]", "is not a valid type")]
    [InlineData("x:vector[]", "is not a valid type")]
    [InlineData("x:int,long", "is not a valid type")]
    [InlineData("x:4", "is not a valid type")]
    [InlineData(":ACTION", "belongs to an incremental import")]
    [InlineData(":action", "is not a valid type; ACTION, in capitals")]
    [InlineData(":-LABEL", "belongs to an incremental import")]
    [InlineData("key:-PROPERTY", "belongs to an incremental import")]
    [InlineData("x:", "lacks a type")]
    [InlineData(":long", "has a type but no name")]
    [InlineData("a:ID(b", "expected a closing ')'")]
    [InlineData("a:ID{b:c", "a closing '}'")]
    [InlineData("a:ID}b", "a closing '}'")]
    [InlineData("a:ID{}", "expected 'key: value'")]
    [InlineData("a:ID{k:1,k:2}", "'k' is given twice")]
    [InlineData("a:ID{k:'x}", "expected 'key: value'")]
    public void Wrong_fields_are_refused_with_the_reason(string field, string expected)
    {
        Assert.Null(HeaderFieldParser.Parse(field, 0, out string problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }
}
