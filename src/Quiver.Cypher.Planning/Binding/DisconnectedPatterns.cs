using Quiver.Cypher.Planning.Notifications;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Finds MATCH clauses whose parts share no variable.</summary>
internal static class DisconnectedPatterns
{
    /// <summary>Warns when a clause builds a cartesian product of its own parts.</summary>
    public static void Warn(Tree.MatchClause clause, BindingWarnings warnings)
    {
        if (clause.Patterns.Length < 2)
        {
            return;
        }
        var groups = new List<HashSet<string>>();
        int anonymousCount = 0;
        foreach (var part in clause.Patterns)
        {
            var names = NamesOf(part, ref anonymousCount);
            var joined = groups.Where(g => g.Overlaps(names)).ToList();
            if (joined.Count == 0)
            {
                groups.Add(names);
                continue;
            }
            joined[0].UnionWith(names);
            foreach (var group in joined.Skip(1))
            {
                joined[0].UnionWith(group);
                groups.Remove(group);
            }
        }
        if (groups.Count > 1)
        {
            string pattern = string.Join(", ", groups.Select(static g => $"({g.First()})"));
            var identifiers = groups.Skip(1).Select(static g => g.First()).ToList();
            warnings.Add(PlanNotifications.CartesianProduct(identifiers, pattern, clause.Position));
        }
    }

    private static HashSet<string> NamesOf(Tree.PatternPart part, ref int anonymousCount)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        IEnumerable<Tree.Variable?> variables =
        [
            part.First.Variable,
            .. part.Steps.Select(static s => s.Node.Variable),
        ];
        foreach (var variable in variables)
        {
            if (variable is not null)
            {
                names.Add(variable.Name);
            }
        }
        if (names.Count == 0)
        {
            names.Add($"anon_{anonymousCount++}");
        }
        return names;
    }
}
