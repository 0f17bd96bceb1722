using System.Text.RegularExpressions;

namespace Quiver.Tidy;

/// <summary>Code that the runtime does not check stands in listed files only, each with its reason.</summary>
public sealed class UnsafeCodeTests
{
    private const string List = "tests/Quiver.Tidy/unsafe-allow-list.txt";

    private static readonly Regex Unchecked = new(
        @"\bunsafe\b|\bUnsafe\.(?!SizeOf)|\b(Load|Store)(Aligned)?Unsafe\("
            + @"|\bMemoryMarshal\.(GetReference|GetArrayDataReference|CreateSpan|CreateReadOnlySpan)\b"
            + @"|\bNativeMemory\.|\[(Dll|Library)Import"
    );

    private static readonly Regex Comment = new(@"//.*$", RegexOptions.Multiline);

    [Fact]
    public void Files_with_unchecked_memory_access_are_listed_with_a_reason()
    {
        var listed = ReadList();
        var found = Repository
            .EndingWith(".cs")
            .Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal))
            .Where(f => Unchecked.IsMatch(Comment.Replace(f.Text, "")))
            .Select(f => f.Path)
            .ToHashSet(StringComparer.Ordinal);
        Violations.AssertNone(
            $"Add the file to {List} with the reason why it is safe, or do without.",
            found.Except(listed.Keys)
        );
        Violations.AssertNone(
            $"{List} names a file that is gone or needs no listing any more.",
            listed.Keys.Except(found)
        );
    }

    [Fact]
    public void Every_listed_file_has_a_reason() =>
        Violations.AssertNone(
            $"A line of {List} is a path, a colon and a reason of a few words.",
            ReadList().Where(entry => entry.Value.Length < 20).Select(entry => entry.Key)
        );

    private static Dictionary<string, string> ReadList() =>
        Repository
            .Files.Single(f => f.Path == List)
            .Lines.Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(':', 2))
            .ToDictionary(
                parts => parts[0].Trim(),
                parts => parts.Length < 2 ? "" : parts[1].Trim(),
                StringComparer.Ordinal
            );
}
