namespace Quiver.Model.Status;

/// <summary>An error that belongs to the user: a query, a parameter, a permission, a state of the database.</summary>
/// <param name="status">The code that clients branch on.</param>
/// <param name="message">What is wrong and, where it helps, what to do.</param>
/// <param name="position">Where in the query, if known.</param>
/// <param name="inner">The cause, if any.</param>
public sealed class CypherException(
    StatusCode status,
    string message,
    TextPosition? position = null,
    Exception? inner = null
) : Exception(message, inner)
{
    /// <summary>The code that clients branch on.</summary>
    public StatusCode Status { get; } = status;

    /// <summary>Where in the query, if known.</summary>
    public TextPosition? Position { get; } = position;
}
