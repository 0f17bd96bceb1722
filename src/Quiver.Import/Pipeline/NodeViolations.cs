using Quiver.Foundation;
using Quiver.Storage.Schema;
using Quiver.Storage.Tokens;

namespace Quiver.Import.Pipeline;

/// <summary>Collects the nodes that constraints do not allow, and chooses which of them to leave out. Thread safe while collecting.</summary>
/// <param name="places">Where the rows of nodes stand.</param>
internal sealed class NodeViolations(NodePlaces places)
{
    /// <summary>More are not collected: with so many the constraint is wrong, or the data.</summary>
    private const int Most = 500_000;

    private readonly Lock _lock = new();
    private readonly List<ConstraintViolation> _all = [];

    /// <summary>How many there are.</summary>
    public int Count => _all.Count;

    /// <summary>Adds one; false when there are too many.</summary>
    public bool TryAdd(ConstraintViolation violation)
    {
        lock (_lock)
        {
            _all.Add(violation);
            return _all.Count <= Most;
        }
    }

    /// <summary>
    /// Chooses the rows as if nodes came one by one: one that lacks what is demanded is left out, and so is one whose values a node before it has that stays. Adds them to those
    /// that are left out already.
    /// </summary>
    public void Choose(TokenTable tokens, ViolatingRows rows)
    {
        var kept = new Dictionary<(long Constraint, long First), long>();
        var demands = new Dictionary<(long Constraint, bool IsUnique), string>();
        int before = rows.Count;
        foreach (var node in WithFirsts().GroupBy(violation => violation.Id))
        {
            var found = FindFault([.. node], kept);
            if (found is not { } fault)
            {
                foreach (var (constraint, id, first) in node)
                {
                    kept[(constraint.Id, first!.Value)] = id;
                }
                continue;
            }
            var key = (fault.Constraint.Id, fault.Other is not null);
            if (!demands.TryGetValue(key, out string? demand))
            {
                demand = Demand(fault, tokens);
                demands.Add(key, demand);
            }
            rows.Add(
                places.Find(fault.Id),
                fault.Constraint,
                demand,
                fault.Other is { } other ? places.Find(other) : null
            );
        }
        Invariant.Assert(rows.Count > before);
    }

    /// <summary>All violations, and for each group of equal values its first node, in the order of nodes.</summary>
    private IEnumerable<ConstraintViolation> WithFirsts()
    {
        var firsts = _all.Where(violation => violation.Other is not null)
            .Select(violation => violation with { Id = violation.Other!.Value })
            .Distinct()
            .ToList();
        return _all.Concat(firsts)
            .OrderBy(violation => violation.Id)
            .ThenBy(violation => violation.Constraint.Id);
    }

    /// <summary>Why a node cannot stay, given those before it that do; null when it can.</summary>
    private static ConstraintViolation? FindFault(
        ConstraintViolation[] violations,
        Dictionary<(long Constraint, long First), long> kept
    )
    {
        foreach (var violation in violations)
        {
            if (violation.Other is not { } first)
            {
                return violation;
            }
            if (kept.TryGetValue((violation.Constraint.Id, first), out long earlier))
            {
                return violation with { Other = earlier };
            }
        }
        return null;
    }

    private static string Demand(ConstraintViolation violation, TokenTable tokens)
    {
        var constraint = violation.Constraint;
        string keys = string.Join(
            ", ",
            constraint.Keys.Select(key => $"`{tokens.PropertyKeys[key]}`")
        );
        string label = $"label `{tokens.Labels[constraint.Token]}`";
        if (violation.Other is not null)
        {
            return $"the same {keys} and the {label}";
        }
        return constraint.Kind == ConstraintKind.PropertyType
            ? $"a node with {label} must have {keys} of type `{constraint.Type}`"
            : $"a node with {label} must have {keys}";
    }
}
