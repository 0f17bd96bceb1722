using Quiver.Storage.Schema;

namespace Quiver.Import.Pipeline;

/// <summary>Collects the nodes, or the relationships, that constraints do not allow, and chooses which of them to leave out. Thread safe while collecting.</summary>
internal sealed class FoundViolations
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
    /// Chooses those to leave out, in the order of their ids, as if all came one by one: one that lacks what is demanded is left out, and so is one whose values another one before it
    /// has that stays.
    /// </summary>
    /// <returns>Each with the one that stays.</returns>
    public IEnumerable<ConstraintViolation> Choose()
    {
        var kept = new Dictionary<(long Constraint, long First), long>();
        foreach (var entity in WithFirsts().GroupBy(violation => violation.Id))
        {
            if (FindFault(entity, kept) is { } fault)
            {
                yield return fault;
                continue;
            }
            foreach (var (constraint, id, first) in entity)
            {
                kept[(constraint.Id, first!.Value)] = id;
            }
        }
    }

    /// <summary>All violations, and for each group of equal values its first member, in the order of ids.</summary>
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

    /// <summary>Why one cannot stay, given those before it that do; null when it can.</summary>
    private static ConstraintViolation? FindFault(
        IEnumerable<ConstraintViolation> violations,
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
}
