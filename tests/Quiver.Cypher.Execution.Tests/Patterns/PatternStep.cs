using Quiver.Model;

namespace Quiver.Cypher.Execution.Tests.Patterns;

/// <summary>One step of a random pattern.</summary>
internal sealed record PatternStep(
    string From,
    string Relationship,
    string To,
    Direction Direction,
    string? Type,
    string? ToLabel,
    int Minimum,
    int Maximum
)
{
    public bool IsVariable => (Minimum, Maximum) != (1, 1);

    /// <summary>The step after its first node.</summary>
    public override string ToString()
    {
        string type = Type is null ? "" : ":" + Type;
        string length = IsVariable ? $"*{Minimum}..{Maximum}" : "";
        string inside = $"[{Relationship}{type}{length}]";
        string arrow = Direction switch
        {
            Direction.Outgoing => $"-{inside}->",
            Direction.Incoming => $"<-{inside}-",
            _ => $"-{inside}-",
        };
        return $"{arrow}({To}{(ToLabel is null ? "" : ":" + ToLabel)})";
    }
}
