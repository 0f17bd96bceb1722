using System.Xml.Linq;

namespace Quiver.Tidy;

/// <summary>A project file.</summary>
internal sealed class Project
{
    private readonly XDocument _document;

    private Project(TextFile file)
    {
        Path = file.Path;
        Name = System.IO.Path.GetFileNameWithoutExtension(file.Path);
        _document = XDocument.Parse(file.Text);
    }

    /// <summary>All projects of the repository.</summary>
    public static IReadOnlyList<Project> All { get; } =
    [.. Repository.EndingWith(".csproj").Select(file => new Project(file))];

    /// <summary>The libraries and the program.</summary>
    public static IEnumerable<Project> Sources =>
        All.Where(project => project.Path.StartsWith("src/", StringComparison.Ordinal));

    /// <summary>The test projects.</summary>
    public static IEnumerable<Project> Tests =>
        All.Where(project => project.Path.StartsWith("tests/", StringComparison.Ordinal));

    /// <summary>Where its file is.</summary>
    public string Path { get; }

    /// <summary>Its file's name, for example <c>Quiver.Model</c>.</summary>
    public string Name { get; }

    /// <summary>Its folder.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>The names of the projects that it references.</summary>
    public IEnumerable<string> References =>
        Includes("ProjectReference").Select(System.IO.Path.GetFileNameWithoutExtension)!;

    /// <summary>The <c>Include</c> attributes of all elements of a kind.</summary>
    public IEnumerable<string> Includes(string element) =>
        _document.Descendants(element).Select(e => (string)e.Attribute("Include")!);

    /// <summary>A property's value, or null.</summary>
    public string? Property(string name) => _document.Descendants(name).SingleOrDefault()?.Value;
}
