using Quiver.Cypher.Planning.Binding;
using Quiver.Model;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>Writes the parts of plans as EXPLAIN shows them.</summary>
internal static class PlanText
{
    /// <summary>A variable.</summary>
    public static string Variable(Variable variable) => Identifiers.Quote(variable.Name);

    /// <summary>Variables with commas between.</summary>
    public static string Variables(IEnumerable<Variable> variables) =>
        string.Join(", ", variables.Select(Variable));

    /// <summary>Columns with what they are made of; a column passed on under its own name is just named.</summary>
    public static string Items(IEnumerable<ProjectionItem> items) =>
        string.Join(
            ", ",
            items.Select(static i =>
                i.Expression is Binding.Expressions.BoundVariable v
                && v.Variable.Name == i.Variable.Name
                    ? Variable(i.Variable)
                    : i.ToString()
            )
        );

    /// <summary>A label with its colon; nothing for none.</summary>
    public static string Label(string? label) =>
        label is null ? "" : ":" + Identifiers.Quote(label);

    /// <summary>Types with their colon; nothing for any type.</summary>
    public static string Types(IReadOnlyList<string> types) =>
        types.Count == 0 ? "" : ":" + string.Join("|", types.Select(Identifiers.Quote));

    /// <summary>A pattern of one relationship.</summary>
    public static string Pattern(
        Variable left,
        Variable relationship,
        Variable right,
        Direction direction,
        IReadOnlyList<string> types
    ) => Arrow(Variable(left), Variable(relationship) + Types(types), Variable(right), direction);

    /// <summary>A pattern of a number of relationships.</summary>
    public static string VarLengthPattern(Expansion expansion, int minimum, int? maximum) =>
        Arrow(
            Variable(expansion.From),
            $"{Variable(expansion.Relationship)}{Types(expansion.Types)}*{minimum}..{maximum}",
            Variable(expansion.To),
            expansion.Direction
        );

    private static string Arrow(string left, string inside, string right, Direction direction) =>
        direction switch
        {
            Direction.Outgoing => $"({left})-[{inside}]->({right})",
            Direction.Incoming => $"({left})<-[{inside}]-({right})",
            _ => $"({left})-[{inside}]-({right})",
        };
}
