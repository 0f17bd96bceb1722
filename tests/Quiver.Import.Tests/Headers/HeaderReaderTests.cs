using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Quiver.Csv;
using Quiver.Foundation.IO;
using Quiver.Import.Headers;
using Quiver.Import.Pipeline;

namespace Quiver.Import.Tests.Headers;

public sealed class HeaderReaderTests
{
    private static readonly string[] Names =
    [
        "a",
        "size (cm)",
        "http://example.com/property",
        "größe",
        " blank ",
        "with \"quotes\"",
        "x;y",
        "{",
    ];

    private static readonly string[] Groups = ["", "", "G", "two words", "a-b"];

    private static readonly string[] OptionValues =
    [
        "WGS-84",
        "+02:00",
        "10",
        "some, text",
        "it's",
    ];

    [Fact]
    public void Random_headers_are_read_back_as_they_were_written()
    {
        using var folder = new ImportFolder();
        var dialect = new CsvDialect();
        var reader = NewReader(dialect);
        for (int seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var columns = Enumerable
                .Range(0, random.Next(2, 8))
                .Select(i => Column(random, i))
                .ToList();
            string text = string.Join(',', columns.Select(column => Write(column, random)));
            var problems = new List<string>();
            var header = reader.Read(folder.Write("h.csv", text), problems);
            Assert.True(problems.Count == 0, $"seed {seed}: {text}: {string.Join(' ', problems)}");
            Assert.NotNull(header);
            Assert.Equal(columns.Select(Show), header.Columns.Select(Show));
        }
    }

    [Theory]
    [InlineData("id:ID(G){label:L, id-type: int},b", "1 33")]
    [InlineData("a:point{x:1,y:2,z:3},b:int{c:d},e", "1 22 33")]
    [InlineData("a{b,c", "error")]
    public void Fields_have_the_places_where_they_begin(string text, string expected)
    {
        using var folder = new ImportFolder();
        var reader = NewReader(new CsvDialect());
        var header = reader.Read(folder.Write("h.csv", text), []);
        string places = header is { IsWhole: true }
            ? string.Join(' ', header.Places.Select(place => place.Column))
            : "error";
        Assert.Equal(expected, places);
    }

    private static HeaderColumn Column(Random random, int position)
    {
        var role = (ColumnRole)random.Next(Enum.GetValues<ColumnRole>().Length);
        string name = $"{Names[random.Next(Names.Length)]}{position}";
        var type = PropertyType.String;
        bool isArray = false;
        string group = "";
        if (role == ColumnRole.Ignored)
        {
            return new(position, "", role, type, isArray, group, HeaderOptions.None);
        }
        if (role == ColumnRole.Property)
        {
            type = (PropertyType)random.Next(Enum.GetValues<PropertyType>().Length);
            isArray = PropertyTypes.HasArrays(type) && random.Next(3) == 0;
        }
        else
        {
            name = random.Next(2) == 0 ? "" : name;
            group = Groups[random.Next(Groups.Length)];
        }
        var options = Enumerable
            .Range(0, random.Next(3))
            .ToFrozenDictionary(
                i => string.Create(CultureInfo.InvariantCulture, $"key-{i}"),
                _ => OptionValues[random.Next(OptionValues.Length)],
                StringComparer.OrdinalIgnoreCase
            );
        // A brace in the name would be taken for options.
        name = options.Count == 0 ? name.Replace('{', 'b') : name;
        return new(position, name, role, type, isArray, group, options);
    }

    /// <summary>Writes a field as a user might: any letter case, group and options in either order, quoted where need be or not.</summary>
    private static string Write(HeaderColumn column, Random random)
    {
        if (column.Role == ColumnRole.Ignored)
        {
            return random.Next(2) == 0 ? "" : ":IGNORE";
        }
        string type =
            column.Role == ColumnRole.Property
                ? PropertyTypes.NameOf(column.Type) + (column.IsArray ? "[]" : "")
                : HeaderRules.Write(column.Role);
        bool isLower = random.Next(2) == 0 && column.Role != ColumnRole.Action;
        type = isLower ? type.ToLowerInvariant() : type.ToUpperInvariant();
        string group = column.Group.Length > 0 ? $"({column.Group})" : "";
        var text = new StringBuilder();
        bool isQuoted = column.Name.Contains('"', StringComparison.Ordinal);
        foreach (var (key, value) in column.Options.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            text.Append(text.Length == 0 ? "{" : ", ").Append(key).Append(": ");
            char quote = value.Contains('\'', StringComparison.Ordinal) ? '"' : '\'';
            bool isBare = !value.AsSpan().ContainsAny(",'") && random.Next(2) == 0;
            text.Append(isBare ? value : $"{quote}{value}{quote}");
        }
        string options = text.Length == 0 ? "" : text.Append('}').ToString();
        string field =
            random.Next(2) == 0
                ? $"{column.Name}:{type}{group}{options}"
                : $"{column.Name}:{type}{options}{group}";
        isQuoted |= random.Next(2) == 0;
        return isQuoted ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
    }

    private static string Show(HeaderColumn column)
    {
        string options = string.Join(
            ';',
            column.Options.Select(o => $"{o.Key}={o.Value}").Order(StringComparer.Ordinal)
        );
        return $"{column.Position} {column.Name} {column.Role} {column.Type} {column.IsArray} {column.Group} {options}";
    }

    private static HeaderReader NewReader(CsvDialect dialect)
    {
        var files = PosixFileSystem.Instance;
        var options = new ImportOptions
        {
            DatabaseName = "any",
            DatabaseDirectory = "any",
            FileSystem = files,
            Nodes = [],
        };
        return new HeaderReader(files, dialect, new MultilineFiles(options))
        {
            IsIncremental = true,
        };
    }
}
