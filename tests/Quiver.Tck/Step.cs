namespace Quiver.Tck;

/// <summary>One step of a scenario.</summary>
/// <param name="Text">What it says, without its keyword.</param>
/// <param name="Document">The text between triple quotes behind it; empty for none.</param>
/// <param name="Table">The rows of the table behind it, the cells as written.</param>
internal sealed record Step(
    string Text,
    string Document,
    IReadOnlyList<IReadOnlyList<string>> Table
);
