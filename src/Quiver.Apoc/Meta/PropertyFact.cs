namespace Quiver.Apoc.Meta;

/// <summary>What is known of one property of the nodes of a label, or of the relationships of a type.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Type">Its type, as <c>apoc.meta</c> names it.</param>
/// <param name="IsIndexed">Whether an index has it among its own.</param>
/// <param name="IsUnique">Whether no two have the same value.</param>
/// <param name="MustExist">Whether all must have it.</param>
/// <param name="IsArray">Whether it is a list.</param>
internal readonly record struct PropertyFact(
    string Name,
    string Type,
    bool IsIndexed,
    bool IsUnique,
    bool MustExist,
    bool IsArray
);
