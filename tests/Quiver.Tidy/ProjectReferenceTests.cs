using System.Text.RegularExpressions;

namespace Quiver.Tidy;

/// <summary>The direction of dependency between projects.</summary>
public sealed class ProjectReferenceTests
{
    private const string Foundation = "Quiver.Foundation";
    private const string Model = "Quiver.Model";

    /// <summary>
    /// What each project may reference besides Foundation and Model. The command line reaches the storage for <c>database info</c> and <c>database
    /// check</c>, which read a database from the disk without an engine, and Csv for the notation of delimiters.
    /// </summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Quiver.Foundation"] = [],
        ["Quiver.Model"] = [],
        ["Quiver.Storage"] = [],
        ["Quiver.Csv"] = [],
        ["Quiver.Import"] = ["Quiver.Csv", "Quiver.Storage"],
        ["Quiver.Cypher.Syntax"] = [],
        ["Quiver.Cypher.Planning"] = ["Quiver.Cypher.Syntax"],
        ["Quiver.Cypher.Execution"] =
        [
            "Quiver.Cypher.Syntax",
            "Quiver.Cypher.Planning",
            "Quiver.Storage",
            "Quiver.Csv",
        ],
        ["Quiver.Engine"] =
        [
            "Quiver.Cypher.Syntax",
            "Quiver.Cypher.Planning",
            "Quiver.Cypher.Execution",
            "Quiver.Storage",
            "Quiver.Import",
        ],
        ["Quiver.Apoc"] =
        [
            "Quiver.Cypher.Planning",
            "Quiver.Cypher.Execution",
            "Quiver.Storage",
            "Quiver.Csv",
        ],
        ["Quiver.Bolt"] = ["Quiver.Engine"],
        ["Quiver.Http"] = ["Quiver.Engine"],
        ["Quiver.Server"] = ["Quiver.Bolt", "Quiver.Http", "Quiver.Engine"],
        ["Quiver.Cli"] =
        [
            "Quiver.Server",
            "Quiver.Apoc",
            "Quiver.Engine",
            "Quiver.Import",
            "Quiver.Bolt",
            "Quiver.Storage",
            "Quiver.Csv",
        ],
    };

    [Fact]
    public void Every_project_under_src_stands_in_the_table() =>
        Violations.AssertNone(
            "The table of allowed references must name each project under src.",
            Project
                .Sources.Select(p => p.Name)
                .Except(Allowed.Keys)
                .Concat(Allowed.Keys.Except(Project.Sources.Select(p => p.Name)))
        );

    [Fact]
    public void Projects_reference_only_what_the_architecture_allows() =>
        Violations.AssertNone(
            "A project references one that its layer must not know.",
            from project in Project.Sources
            from reference in project.References
            where !MayReference(project.Name, reference)
            select $"{project.Name} -> {reference}"
        );

    [Fact]
    public void The_program_uses_only_namespaces_that_the_architecture_allows() =>
        Violations.AssertNone(
            "An executable sees indirect references too; it must not use them.",
            from file in Repository.EndingWith(".cs")
            where file.Path.StartsWith("src/Quiver.Cli/", StringComparison.Ordinal)
            from Match use in Regex.Matches(
                file.Text,
                @"^using (?<space>Quiver\.[\w.]+);",
                RegexOptions.Multiline | RegexOptions.ExplicitCapture
            )
            let owner = OwnerOf(use.Groups["space"].Value)
            where owner != "Quiver.Cli" && !MayReference("Quiver.Cli", owner)
            select $"{file.Path}: {use.Value}"
        );

    /// <summary>Procedures are tried through the engine that calls them.</summary>
    [Fact]
    public void Test_projects_reference_only_their_project_and_what_it_stands_on() =>
        Violations.AssertNone(
            "A test project references something beside or above the project that it tests.",
            from test in Project.Tests
            let tested = Tested(test)
            let reachable = tested is null ? [] : Closure(tested)
            from reference in test.References
            where !reachable.Contains(reference)
            where test.Name != "Quiver.Apoc.Tests" || !Closure("Quiver.Engine").Contains(reference)
            select $"{test.Name} -> {reference}"
        );

    [Fact]
    public void Every_test_project_mirrors_a_project() =>
        Violations.AssertNone(
            "A test project is named after a project under src, or is Tidy, EndToEnd, Tck or Fuzz.",
            Project
                .Tests.Where(p =>
                    p.Name is not "Quiver.Tidy" and not "Quiver.EndToEnd" && Tested(p) is null
                )
                .Select(p => p.Name)
        );

    [Fact]
    public void Only_libraries_disable_transitive_references()
    {
        string shared = Repository.Files.Single(f => f.Path == "tests/Directory.Build.props").Text;
        Assert.Contains(
            "<DisableTransitiveProjectReferences>false</DisableTransitiveProjectReferences>",
            shared,
            StringComparison.Ordinal
        );
        Violations.AssertNone(
            "Libraries set DisableTransitiveProjectReferences to true; programs and tests to false, or files are missing at run time.",
            from project in Project.All
            let wanted = project.Path.StartsWith("src/", StringComparison.Ordinal)
                && project.Property("OutputType") is null
            let value = project.Property("DisableTransitiveProjectReferences") ?? "false"
            where !value.Equals(wanted ? "true" : "false", StringComparison.Ordinal)
            select $"{project.Path}: {value}"
        );
    }

    /// <summary>The shell speaks Bolt with the message classes of the server, which are no public surface.</summary>
    [Fact]
    public void Internals_are_visible_to_tests_benchmarks_and_the_shell_only() =>
        Violations.AssertNone(
            "InternalsVisibleTo names something else than tests of a project that stands on this one, or a benchmark.",
            from project in Project.Sources
            from friend in project.Includes("InternalsVisibleTo")
            let test = Project.Tests.SingleOrDefault(t => t.Name == friend)
            let isTest = test is not null && Closure(Tested(test)!).Contains(project.Name)
            where !isTest && !friend.EndsWith("Benchmarks", StringComparison.Ordinal)
            where project.Name != "Quiver.Bolt" || friend != "quiver"
            select $"{project.Name}: {friend}"
        );

    [Fact]
    public void Every_project_stands_in_the_solution()
    {
        string solution = Repository.Files.Single(f => f.Path == "Quiver.slnx").Text;
        Violations.AssertNone(
            "A project is missing in Quiver.slnx.",
            Project
                .All.Where(p => !solution.Contains($"\"{p.Path}\"", StringComparison.Ordinal))
                .Select(p => p.Path)
        );
    }

    private static bool MayReference(string project, string reference) =>
        (reference == Foundation && project != Foundation)
        || (reference == Model && project is not Foundation and not "Quiver.Csv" and not Model)
        || (Allowed.TryGetValue(project, out string[]? allowed) && allowed.Contains(reference));

    /// <summary>The project that a namespace belongs to.</summary>
    private static string OwnerOf(string space) =>
        Project
            .Sources.Select(p => p.Name)
            .Where(name => (space + ".").StartsWith(name + ".", StringComparison.Ordinal))
            .MaxBy(name => name.Length)
        ?? space;

    private static string? Tested(Project test) =>
        test.Name is "Quiver.Tck" or "Quiver.Fuzz"
            ? "Quiver.Engine"
            : Project
                .Sources.Select(p => p.Name)
                .SingleOrDefault(name => name + ".Tests" == test.Name);

    private static HashSet<string> Closure(string project)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { project, Foundation, Model };
        var open = new Queue<string>(reached);
        while (open.TryDequeue(out string? next))
        {
            foreach (string reference in Allowed[next].Where(reached.Add))
            {
                open.Enqueue(reference);
            }
        }
        return reached;
    }
}
