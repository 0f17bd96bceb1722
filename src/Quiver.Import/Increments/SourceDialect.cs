using System.Text;
using Quiver.Csv;
using Quiver.Csv.Encodings;
using Quiver.Import.Pipeline;

namespace Quiver.Import.Increments;

/// <summary>How the files of an increment are written, as far as it says where their rows begin and end.</summary>
/// <param name="Rules">What holds for all files.</param>
/// <param name="Encoding">The name of their encoding.</param>
/// <param name="MultilineFiles">The files in which quoted cells may contain line ends.</param>
internal sealed record SourceDialect(
    CsvDialect Rules,
    string Encoding,
    IReadOnlyList<string> MultilineFiles
)
{
    /// <summary>What holds where no file was read.</summary>
    public static readonly SourceDialect None = new(new CsvDialect(), "UTF-8", []);

    /// <summary>How the files of a plan are written.</summary>
    public static SourceDialect Of(ImportPlan plan) =>
        new(
            plan.Dialect,
            plan.Options.InputEncoding,
            [
                .. plan
                    .Groups.SelectMany(static group => group.Files)
                    .Where(static file => file.HasMultilineFields)
                    .Select(static file => file.Path)
                    .Distinct(StringComparer.Ordinal),
            ]
        );

    /// <summary>Takes up again what <see cref="WriteTo"/> wrote.</summary>
    public static SourceDialect Read(BinaryReader input)
    {
        var rules = new CsvDialect
        {
            Delimiter = new CsvCharacter(new Rune(input.ReadInt32())),
            Quote = new CsvCharacter(new Rune(input.ReadInt32())),
            TrimStrings = input.ReadBoolean(),
            LegacyStyleQuoting = input.ReadBoolean(),
        };
        string encoding = input.ReadString();
        string[] multiline = new string[input.ReadInt32()];
        for (int i = 0; i < multiline.Length; i++)
        {
            multiline[i] = input.ReadString();
        }
        return new(rules, encoding, multiline);
    }

    /// <summary>Writes it.</summary>
    public void WriteTo(BinaryWriter output)
    {
        output.Write(Rules.Delimiter.Rune.Value);
        output.Write(Rules.Quote.Rune.Value);
        output.Write(Rules.TrimStrings);
        output.Write(Rules.LegacyStyleQuoting);
        output.Write(Encoding);
        output.Write(MultilineFiles.Count);
        foreach (string path in MultilineFiles)
        {
            output.Write(path);
        }
    }

    /// <summary>How a file is written; null where its encoding is not known here.</summary>
    public CsvDialect? For(string path) =>
        TextEncoding.TryFind(Encoding, out var encoding, out _)
            ? Rules with
            {
                Encoding = encoding,
                MultilineFields = MultilineFiles.Contains(path, StringComparer.Ordinal),
            }
            : null;
}
