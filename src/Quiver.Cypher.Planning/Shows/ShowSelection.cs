using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Shows;

/// <summary>What a SHOW lists.</summary>
/// <param name="Kind">The kind of things.</param>
/// <param name="Selection">Which of them, as <see cref="ShowClause.Selection"/> has it; empty for all.</param>
/// <param name="Version">The version of the language that was asked for: some texts differ.</param>
public readonly record struct ShowSelection(
    ShowKind Kind,
    string Selection,
    LanguageVersion Version
);
