namespace Quiver.Cypher.Execution.Writing;

/// <summary>An end of a relationship to be made.</summary>
/// <param name="Name">The node's variable, for messages.</param>
/// <param name="Made">Which of the nodes made for the same row it is; -1 for none.</param>
/// <param name="Slot">The row's column that holds it, unless it is made.</param>
internal readonly record struct EndTemplate(string Name, int Made, int Slot);
