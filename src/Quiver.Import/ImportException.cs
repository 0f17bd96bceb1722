namespace Quiver.Import;

/// <summary>The import cannot go on. Nothing was published: a database that was there before is as it was.</summary>
/// <param name="kind">Whose mistake it is, and the exit code.</param>
/// <param name="message">What is wrong, where (file:line:column) and what to do; several lines when several things are wrong.</param>
/// <param name="inner">The cause, if any.</param>
public sealed class ImportException(ImportErrorKind kind, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Whose mistake it is; its number is the exit code.</summary>
    public ImportErrorKind Kind { get; } = kind;

    /// <summary>The input file whose content is wrong; null when it is something else.</summary>
    public string? InputFile { get; init; }
}
