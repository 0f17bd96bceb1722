using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Quiver.Tidy;

/// <summary>What the documentation says about files, projects and packages holds.</summary>
public sealed class DocumentationTests
{
    private static readonly Regex Link = new(
        @"\]\((?!https?:|mailto:)(?<file>[^)#\s]*)(?:#(?<heading>[^)\s]*))?\)"
    );
    private static readonly Regex Heading = new(
        @"^#{1,6}\s+(?<text>.+?)\s*$",
        RegexOptions.Multiline
    );
    private static readonly Regex CodeBlock = new(
        @"^```.*?^```",
        RegexOptions.Multiline | RegexOptions.Singleline
    );

    [Fact]
    public void Every_project_under_src_has_a_readme() =>
        Violations.AssertNone(
            "A project has no README.md that says what it is for and what it must not know.",
            Project
                .Sources.Select(p => p.Folder + "/README.md")
                .Except(Repository.Files.Select(f => f.Path))
        );

    [Fact]
    public void Links_lead_to_files_and_headings_that_exist() =>
        Violations.AssertNone(
            "A link in the documentation leads nowhere.",
            from file in Repository.EndingWith(".md")
            from Match match in Link.Matches(CodeBlock.Replace(file.Text, ""))
            where !Leads(file, match.Groups["file"].Value, match.Groups["heading"].Value)
            select $"{file.Path}: {match.Value[2..^1]}"
        );

    [Fact]
    public void Every_package_is_explained()
    {
        string page = Repository.Files.Single(f => f.Path == "docs/dependencies.md").Text;
        Violations.AssertNone(
            "A package has no line in docs/dependencies.md with its version, licence and reason.",
            Packages()
                .Where(package =>
                    !page.Split('\n')
                        .Any(line =>
                            line.Contains($"`{package.Name}`", StringComparison.Ordinal)
                            && line.Contains(package.Version, StringComparison.Ordinal)
                        )
                )
                .Select(package => $"{package.Name} {package.Version}")
        );
    }

    [Fact]
    public void The_program_needs_no_package_at_run_time() =>
        Violations.AssertNone(
            "A project under src references a package.",
            from project in Project.Sources
            from package in project.Includes("PackageReference")
            select $"{project.Name}: {package}"
        );

    private static IEnumerable<(string Name, string Version)> Packages()
    {
        string central = Repository.Files.Single(f => f.Path == "Directory.Packages.props").Text;
        foreach (var package in XDocument.Parse(central).Descendants("PackageVersion"))
        {
            yield return (
                (string)package.Attribute("Include")!,
                ((string)package.Attribute("Version")!).Trim('[', ']')
            );
        }
        foreach (
            var (path, section) in new[]
            {
                (".config/dotnet-tools.json", "tools"),
                ("tests/javascript/package.json", "dependencies"),
            }
        )
        {
            using var json = JsonDocument.Parse(Repository.Files.Single(f => f.Path == path).Text);
            foreach (var tool in json.RootElement.GetProperty(section).EnumerateObject())
            {
                yield return (
                    tool.Name,
                    tool.Value.ValueKind == JsonValueKind.String
                        ? tool.Value.GetString()!
                        : tool.Value.GetProperty("version").GetString()!
                );
            }
        }
    }

    private static bool Leads(TextFile from, string target, string heading)
    {
        string full =
            target.Length == 0
                ? Path.Join(Repository.Root, from.Path)
                : Path.GetFullPath(
                    Path.Join(Repository.Root, Path.GetDirectoryName(from.Path), target)
                );
        if (!File.Exists(full) && !Directory.Exists(full))
        {
            return false;
        }
        return heading.Length == 0
            || Heading
                .Matches(File.ReadAllText(full))
                .Any(h => Anchor(h.Groups["text"].Value) == heading);
    }

    /// <summary>A heading's anchor as GitHub makes it: small letters, blanks to dashes, other signs dropped.</summary>
    private static string Anchor(string heading)
    {
        var anchor = new StringBuilder();
        foreach (char c in heading.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c) || c is '-' or '_')
            {
                anchor.Append(c);
            }
            else if (c == ' ')
            {
                anchor.Append('-');
            }
        }
        return anchor.ToString();
    }
}
