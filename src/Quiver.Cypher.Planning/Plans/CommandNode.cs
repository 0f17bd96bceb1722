using Quiver.Cypher.Syntax.Printing;
using Quiver.Cypher.Syntax.Tree.Commands;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>A command as plans show it. It has no rows: who runs the plan executes <see cref="QueryPlan.Command"/>.</summary>
/// <param name="command">The command.</param>
public sealed class CommandNode(Command command) : LeafNode
{
    private const string Suffix = "Command";

    /// <inheritdoc/>
    public override string Name { get; } = command.GetType().Name[..^Suffix.Length];

    /// <inheritdoc/>
    public override string Details { get; } = CypherPrinter.Print(command);

    private protected override IReadOnlyList<Binding.Variable> IntroducedByLeaf => [];
}
