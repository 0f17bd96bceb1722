namespace Quiver.Storage.FullText;

/// <summary>That a word occurs in a field of an entity.</summary>
/// <param name="Id">The node or relationship.</param>
/// <param name="Frequency">How often, up to a number beyond which it makes no difference.</param>
/// <param name="Length">The number of words of the field, about.</param>
public readonly record struct FullTextPosting(long Id, int Frequency, int Length);
