using Quiver.Cypher.Syntax.Tree;
using Quiver.Model;
using Quiver.Model.Status;

namespace Quiver.Cypher.Syntax;

/// <summary>A statement of a script: its tree, or what is wrong with it. Positions are those in the script.</summary>
/// <param name="Position">Where it begins.</param>
/// <param name="Statement">Its tree; null when it is wrong.</param>
/// <param name="Error">What is wrong; null when nothing is.</param>
public sealed record ScriptStatement(
    TextPosition Position,
    Statement? Statement,
    CypherException? Error
);
