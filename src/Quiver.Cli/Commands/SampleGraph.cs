using System.Globalization;
using System.Text;

namespace Quiver.Cli.Commands;

/// <summary>Makes the CSV files of the demonstration: people of a small town, what they like to read and whom they know.</summary>
internal static class SampleGraph
{
    /// <summary>How many people live there.</summary>
    public const int PersonCount = 2_000;

    private const int BookCount = 300;
    private const int Seed = 20_26;

    private static readonly string[] FirstNames =
    [
        "Ada",
        "Bela",
        "Chidi",
        "Dilek",
        "Emil",
        "Farah",
        "Goran",
        "Hana",
        "Ines",
        "Jonas",
        "Kemal",
        "Lena",
        "Malik",
        "Nora",
        "Oskar",
        "Priya",
        "Quentin",
        "Rosa",
        "Samir",
        "Tove",
    ];

    private static readonly string[] LastNames =
    [
        "Adler",
        "Berg",
        "Costa",
        "Dubois",
        "Eriksen",
        "Fischer",
        "Garcia",
        "Haddad",
        "Ivanov",
        "Jansen",
        "Kowalski",
        "Lindqvist",
        "Moreau",
        "Novak",
        "Okafor",
        "Petrov",
        "Rossi",
        "Sato",
    ];

    private static readonly string[] Subjects =
    [
        "Rivers",
        "Clocks",
        "Gardens",
        "Maps",
        "Winters",
        "Bridges",
        "Letters",
        "Islands",
    ];

    /// <summary>Writes the files into a folder.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(Seed);
        File.WriteAllText(Path.Join(folder, "persons.csv"), Persons(random));
        File.WriteAllText(Path.Join(folder, "books.csv"), Books(random));
        File.WriteAllText(Path.Join(folder, "knows.csv"), Knows(random));
        File.WriteAllText(Path.Join(folder, "read.csv"), Read(random));
    }

    private static string Persons(Random random)
    {
        var text = new StringBuilder(
            "id:ID(Person),firstName,lastName,born:date,languages:string[]\n"
        );
        string[] languages = ["en", "en;de", "fr", "tr;en", "pl", "sv;en", "es;pt"];
        for (int id = 1; id <= PersonCount; id++)
        {
            string born = new DateTime(1940, 1, 1)
                .AddDays(random.Next(25_000))
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{id},{Pick(random, FirstNames)},{Pick(random, LastNames)},{born},{Pick(random, languages)}\n"
            );
        }
        return text.ToString();
    }

    private static string Books(Random random)
    {
        var text = new StringBuilder("isbn:ID(Book),title,pages:int,:LABEL\n");
        for (int id = 1; id <= BookCount; id++)
        {
            string title = $"\"{Pick(random, Subjects)}, and {Pick(random, Subjects)}\"";
            string label = random.Next(3) == 0 ? "Novel;Classic" : "Novel";
            text.Append(
                CultureInfo.InvariantCulture,
                $"{id},{title},{random.Next(80, 900)},{label}\n"
            );
        }
        return text.ToString();
    }

    private static string Knows(Random random)
    {
        var text = new StringBuilder(":START_ID(Person),:END_ID(Person),since:int\n");
        for (int id = 2; id <= PersonCount; id++)
        {
            for (int left = random.Next(1, 9); left > 0; left--)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{id},{random.Next(1, id)},{random.Next(1970, 2026)}\n"
                );
            }
        }
        return text.ToString();
    }

    private static string Read(Random random)
    {
        var text = new StringBuilder(":START_ID(Person),:END_ID(Book),stars:int\n");
        for (int id = 1; id <= PersonCount; id++)
        {
            for (int left = random.Next(0, 7); left > 0; left--)
            {
                int book = 1 + (int)(BookCount * random.NextDouble() * random.NextDouble());
                text.Append(CultureInfo.InvariantCulture, $"{id},{book},{random.Next(1, 6)}\n");
            }
        }
        return text.ToString();
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
