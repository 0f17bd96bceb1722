namespace Quiver.Import;

/// <summary>Something that the caller of an import has found wrong while it put the options together; it is reported together with what the importer finds.</summary>
/// <param name="Kind">Whose mistake it is.</param>
/// <param name="Message">What is wrong and what to do, as whole sentences.</param>
/// <param name="File">The input file that cannot be read because of it; null when it is about something else.</param>
/// <param name="Cause">The error behind it, for who asks for causes; null when there is none.</param>
public sealed record ImportProblem(
    ImportErrorKind Kind,
    string Message,
    string? File = null,
    Exception? Cause = null
);
