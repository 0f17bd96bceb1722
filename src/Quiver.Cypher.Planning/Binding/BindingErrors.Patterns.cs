using Quiver.Model;
using Quiver.Model.Status;

namespace Quiver.Cypher.Planning.Binding;

/// <content>What can be wrong with a MATCH as a whole.</content>
internal sealed partial class BindingErrors
{
    /// <summary>A MATCH of more parts than planning takes on.</summary>
    public CypherException PatternTooLarge(TextPosition position) =>
        Syntax(
            $"A pattern may have at most {PlanningLimits.MaxPatternParts} nodes and relationships",
            position
        );

    /// <summary>A name in a repeated path that the same MATCH declares.</summary>
    public CypherException VariableOfSameMatch(string name, TextPosition position) =>
        Syntax(
            $"From within a quantified path pattern, one may only reference variables, that are already bound in a previous `MATCH` clause. In this case, `{name}` is defined in the same `MATCH` clause as the quantified path pattern.",
            position
        );

    /// <summary>SEARCH behind more than a node, or a relationship with its ends.</summary>
    public CypherException SearchPatternTooComplex(TextPosition position) =>
        Syntax(
            "In order to have a search clause, a MATCH statement can only have a single node or relationship pattern and no selectors. Match the rest of the pattern in a MATCH behind it.",
            position
        );

    /// <summary>SEARCH behind a pattern that names more than one thing.</summary>
    public CypherException SearchOfSeveralVariables(TextPosition position) =>
        Syntax(
            "In order to have a search clause, a MATCH statement can only have one bound variable. Match the rest of the pattern in a MATCH behind it.",
            position
        );

    /// <summary>A condition inside a SEARCH on a property that the index does not hold.</summary>
    public CypherException PropertyNotInVectorIndex(
        string key,
        string index,
        TextPosition position
    ) =>
        At(
            StatusCodes.NoPropertyOfVectorIndex,
            $"The property `{key}` is not an additional property for vector search with filters on the vector index `{index}`. Create the index with it (… WITH [n.{Identifiers.Quote(key)}]), or ask for it in a WHERE behind the SEARCH",
            position
        );

    /// <summary>SEARCH of what its MATCH does not find.</summary>
    public CypherException SearchVariableNotInPattern(string name, TextPosition position) =>
        Syntax(
            $"The variable `{name}` of SEARCH must be that of the node or relationship in the pattern of its MATCH",
            position
        );

    /// <summary>Refuses a number of paths, or of groups of paths, that none can be found for.</summary>
    public void RefusePathCount(long count, TextPosition position)
    {
        if (count <= 0)
        {
            throw Syntax("The path count needs to be greater than 0.", position);
        }
    }
}
