namespace Quiver.Storage.FullText;

/// <summary>A word of a text as it is looked up.</summary>
/// <param name="Text">The word, in lower case or whatever else its analyzer makes of it.</param>
/// <param name="Position">The number of words before it, those that are not looked up included.</param>
public readonly record struct AnalyzedWord(string Text, int Position);
