using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Import.Options;

namespace Quiver.Cli.Tests.Commands.Import;

/// <summary>Whatever is typed is either an import or a mistake that is told, and never a fault of the program.</summary>
public sealed class RandomLinesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quiver-typed-");

    private static readonly string[] Values =
    [
        "",
        "x",
        "-1",
        "0",
        "true",
        "no",
        "~",
        "~/a.csv",
        "~/a.csv,~/r.csv",
        "A=~/a.csv",
        "A:B=~/a.csv",
        "=",
        "=~/a.csv",
        "~/gone.csv",
        "~/a\\d.csv",
        "~/[",
        "~/a{1,5}.csv",
        "~/(*",
        ",",
        "''",
        "'~/a.csv",
        "~/a.csv'",
        "@~/a.csv",
        "@@",
        "--",
        "-",
        "\u2013",
        "\u00A7",
        "TAB",
        "\\t",
        "U+0022",
        "s3://b/a.csv",
        "file://x",
        "neo4j",
        "__x__",
        "500%",
        "9999999999999999999999",
        "\uD83D\uDE00",
    ];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Any_line_is_an_import_or_a_mistake_that_is_told()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        await File.WriteAllTextAsync(
            Path.Join(_folder.FullName, "a.csv"),
            "id:ID,name\n1,Ada\n",
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            Path.Join(_folder.FullName, "r.csv"),
            ":START_ID,:END_ID\n1,1\n",
            TestContext.Current.CancellationToken
        );
        string[] names =
        [
            .. ImportOptionTable
                .All.Concat(ArgumentParser.Common)
                .SelectMany(option => option.Aliases.Prepend(option.Name))
                .Where(name => name is not ("--dry-run" or "--home" or "--help" or "-h")),
        ];
        int imports = 0;
        for (int round = 0; round < Nightly.Times(150, 5000); round++)
        {
            string[] line =
            [
                "database",
                "import",
                "full",
                "--dry-run",
                "--home=" + Path.Join(_folder.FullName, "home"),
                .. round % 2 == 0
                    ? ["--nodes=" + Path.Join(_folder.FullName, "a.csv")]
                    : (string[])[],
                .. Enumerable
                    .Range(0, round == 0 ? 0 : random.Next(1, 8))
                    .SelectMany(_ => Piece(names, random)),
            ];
            var world = new TestWorld();
            int code = await world.RunAsync(line);
            string said = world.Error.ToString();
            string where = $"Seed {seed}: {string.Join(' ', line)}\n{said}";
            Assert.False(said.Contains("a defect of the program", StringComparison.Ordinal), where);
            Assert.True(code == ExitCode.Success || said.Length > 0, where);
            imports += code == ExitCode.Success ? 1 : 0;
        }
        Assert.InRange(imports, 1, Nightly.Times(149, 4999));
        Assert.False(Directory.Exists(Path.Join(_folder.FullName, "home", "databases")));
    }

    private IEnumerable<string> Piece(string[] names, Random random)
    {
        string name = names[random.Next(names.Length)];
        if (random.Next(5) == 0)
        {
            name = name.Remove(random.Next(name.Length), 1);
        }
        string value = Values[random.Next(Values.Length)]
            .Replace("~", _folder.FullName, StringComparison.Ordinal);
        return random.Next(6) switch
        {
            0 => [value],
            1 => [name],
            2 => [name, value],
            3 => ["--nodes", value],
            4 => ["--relationships=" + value],
            _ => [name + "=" + value],
        };
    }
}
