namespace Quiver.Cli.Commands.Import.Files;

/// <summary>How a path that names no file is understood (<c>--path-pattern-style</c>).</summary>
internal enum PathPatternStyle
{
    /// <summary>Its last segment is a regular expression that whole names must match.</summary>
    Regex,

    /// <summary>Its last segment holds the wildcards <c>* ? […] {a,b}</c>.</summary>
    Glob,

    /// <summary>Paths are names of files and nothing else.</summary>
    None,
}
