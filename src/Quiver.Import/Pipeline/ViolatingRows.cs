using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Quiver.Csv;
using Quiver.Storage.Schema;

namespace Quiver.Import.Pipeline;

/// <summary>
/// The rows of nodes that constraints do not allow, found when all nodes were stored: the files are then read again without them. Grows from pass to pass; read by
/// any number of threads during one.
/// </summary>
internal sealed class ViolatingRows
{
    private readonly Dictionary<(string Path, long Line), Fault> _rows = [];

    /// <summary>How many there are.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a row.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="constraint">What does not allow it.</param>
    /// <param name="demand">What the constraint asks for, as a clause; of uniqueness, what the other node has as well.</param>
    /// <param name="other">Where the node stands that has the same values; null when the constraint is not about others.</param>
    public void Add(
        (string Path, long Line) place,
        ConstraintDefinition constraint,
        string demand,
        (string Path, long Line)? other
    ) => _rows[place] = new Fault(constraint.Name, demand, other);

    /// <summary>Whether the row at a place is left out, and why.</summary>
    public bool TryFind(
        in CsvPosition position,
        [NotNullWhen(true)] out string? constraint,
        [NotNullWhen(true)] out string? reason
    )
    {
        constraint = reason = null;
        if (!_rows.TryGetValue((position.Path, position.Line), out var fault))
        {
            return false;
        }
        constraint = fault.Constraint;
        string what = fault.Other is { } other
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the node at {other.Path}:{other.Line} has {fault.Demand} already"
            )
            : fault.Demand;
        reason = $"the node would have violated constraint '{constraint}': {what}.";
        return true;
    }

    private readonly record struct Fault(
        string Constraint,
        string Demand,
        (string Path, long Line)? Other
    );
}
