using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Functions.Apoc;

/// <summary>
/// A function in one line: <c>name(first TYPE, second? TYPE) TYPE: What it does.</c> A question mark behind a parameter's name says that it may be left out. In front of the
/// function's name <c>~</c> says that it sees nulls itself, <c>!</c> that equal arguments may give something else, and <c>@</c> that it
/// reads the graph. A result <c>SAME</c> has the type of the first argument, which is
/// a list, and <c>ELEMENT</c> that of its elements.
/// </summary>
internal static class SignatureLine
{
    private static readonly Dictionary<string, CypherType> s_types = new(StringComparer.Ordinal)
    {
        ["ANY"] = CypherType.Any,
        ["BOOLEAN"] = CypherType.Boolean,
        ["DURATION"] = CypherType.Duration,
        ["ENTITY"] = Signatures.Entity,
        ["FLOAT"] = CypherType.Float,
        ["INTEGER"] = CypherType.Integer,
        ["LIST"] = CypherType.AnyList,
        ["LIST<INTEGER>"] = Signatures.Integers,
        ["LIST<STRING>"] = Signatures.Strings,
        ["MAP"] = CypherType.Map,
        ["NODE"] = CypherType.Node,
        ["NUMBER"] = CypherType.Number,
        ["PATH"] = CypherType.Path,
        ["PROPERTIED"] = new(TypeKinds.Node | TypeKinds.Relationship | TypeKinds.Map),
        ["RELATIONSHIP"] = CypherType.Relationship,
        ["STRING"] = CypherType.String,
        ["ZONED DATETIME"] = new(TypeKinds.DateTime),
    };

    /// <summary>Reads a line.</summary>
    public static FunctionSignature Read(string line)
    {
        int open = line.IndexOf('(', StringComparison.Ordinal);
        int close = line.IndexOf(')', StringComparison.Ordinal);
        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        string name = line[..open];
        string result = line[(close + 2)..colon];
        return new FunctionSignature(
            name.TrimStart('@', '~', '!'),
            [
                .. line[(open + 1)..close]
                    .Split(", ", StringSplitOptions.RemoveEmptyEntries)
                    .Select(ReadParameter),
            ],
            result switch
            {
                "SAME" => CypherType.AnyList,
                "ELEMENT" => CypherType.Any,
                _ => s_types[result],
            },
            result switch
            {
                "SAME" => ResultRule.FirstArgument,
                "ELEMENT" => ResultRule.ElementOfFirstArgument,
                _ => ResultRule.Fixed,
            }
        )
        {
            PropagatesNull = !name.Contains('~', StringComparison.Ordinal),
            ReadsGraph = name.Contains('@', StringComparison.Ordinal),
            IsDeterministic = !name.Contains('!', StringComparison.Ordinal),
            Description = line[(colon + 2)..],
        };
    }

    private static FunctionParameter ReadParameter(string text)
    {
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        return new FunctionParameter(
            text[..space].TrimEnd('?'),
            s_types[text[(space + 1)..]],
            IsOptional: text[space - 1] == '?'
        );
    }
}
