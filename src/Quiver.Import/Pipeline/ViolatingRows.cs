using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Quiver.Csv;
using Quiver.Storage.Schema;
using Quiver.Storage.Tokens;

namespace Quiver.Import.Pipeline;

/// <summary>
/// The rows that constraints do not allow, found when everything was stored: the files are then read again without them. Grows from pass to pass; read by any
/// number of threads during one.
/// </summary>
internal sealed class ViolatingRows
{
    private readonly Dictionary<(string Path, long Line), Fault> _rows = [];
    private readonly Dictionary<(long Constraint, bool IsTaken), string> _demands = [];

    /// <summary>How many there are.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a row.</summary>
    /// <param name="violation">What is wrong with it.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="other">Where the row stands that has the same values; null when the constraint is not about others.</param>
    /// <param name="tokens">The names of labels, types and keys.</param>
    public void Add(
        ConstraintViolation violation,
        (string Path, long Line) place,
        (string Path, long Line)? other,
        TokenTable tokens
    )
    {
        var constraint = violation.Constraint;
        var key = (constraint.Id, other is not null);
        if (!_demands.TryGetValue(key, out string? demand))
        {
            demand = ConstraintDemand.Of(constraint, tokens, isTaken: other is not null);
            _demands.Add(key, demand);
        }
        _rows[place] = new Fault(constraint, demand, other);
    }

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
        constraint = fault.Constraint.Name;
        string thing = ConstraintDemand.ThingOf(fault.Constraint.Entity);
        string what = fault.Other is { } other
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the {thing} at {other.Path}:{other.Line} has {fault.Demand} already"
            )
            : fault.Demand;
        reason = $"the {thing} would have violated constraint '{constraint}': {what}.";
        return true;
    }

    private readonly record struct Fault(
        ConstraintDefinition Constraint,
        string Demand,
        (string Path, long Line)? Other
    );
}
