using System.Text.RegularExpressions;

namespace Quiver.Tidy;

/// <summary>What source files must not be or hold.</summary>
public sealed class SourceTests
{
    private const int MaxLines = 500;

    // Written in pieces, so that this file does not break its own rules.
    private static readonly Regex BannedWords = new(
        @"\b(TO"
            + @"DO|FIX"
            + @"ME|HA"
            + @"CK|XX"
            + @"X|NotImpl"
            + @"ementedException)\b"
            + @"|(?i:\bfor n"
            + @"ow\b|\bsimpli"
            + @"fied\b)"
    );

    private static readonly Regex BannedName = new("(Utils?|Helpers?|Manager)$|^(Common|Misc)$");

    private static readonly Regex TypeName = new(
        @"^\s*(?:(?:public|internal|private|protected|file|static|sealed|abstract|readonly|partial|unsafe|ref)\s+)*"
            + @"(?:class|struct|interface|enum|record(?:\s+(?:struct|class))?)\s+(?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    );

    private static readonly Regex MachinePath = new(
        @"(?<![\w./*~-])/(wo" + @"rk|ro" + @"ot|ho" + @"me)/"
    );

    [Fact]
    public void No_source_file_is_longer_than_500_lines() =>
        Violations.AssertNone(
            $"A source file has more than {MaxLines} lines.",
            Repository
                .EndingWith(".cs")
                .Where(f => f.Lines.Length > MaxLines + 1)
                .Select(f => $"{f.Path}: {f.Lines.Length - 1}")
        );

    [Fact]
    public void No_file_holds_a_word_for_unfinished_work() =>
        Violations.AssertNone(
            "Finish it, or say in the documentation what is not there yet.",
            Repository
                .Files.Where(f => !f.Path.EndsWith("package-lock.json", StringComparison.Ordinal))
                .Where(f => f.Name != "packages.lock.json")
                .SelectMany(f => f.Find(BannedWords))
        );

    [Fact]
    public void No_file_folder_or_type_has_a_name_that_says_nothing() =>
        Violations.AssertNone(
            "A name must say what the thing is.",
            Repository
                .EndingWith(".cs")
                .SelectMany(f =>
                    f.Path[..^".cs".Length]
                        .Split('/', '.')
                        .Concat(TypeName.Matches(f.Text).Select(m => m.Groups["name"].Value))
                        .Where(name => BannedName.IsMatch(name))
                        .Select(name => $"{f.Path}: {name}")
                )
        );

    [Fact]
    public void No_file_names_a_path_of_a_machine() =>
        Violations.AssertNone(
            "An absolute path of somebody's machine does not belong here.",
            Repository.Files.SelectMany(f => f.Find(MachinePath))
        );
}
