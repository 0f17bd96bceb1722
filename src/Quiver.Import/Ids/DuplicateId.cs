namespace Quiver.Import.Ids;

/// <summary>A row whose id is there already.</summary>
/// <param name="Row">The row in its block.</param>
/// <param name="FirstNode">The node that has the id.</param>
internal readonly record struct DuplicateId(int Row, long FirstNode);
